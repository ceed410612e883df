"""A folder of corpora in; the pipeline that extraction loads, with its card and scores, out."""
