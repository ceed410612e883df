"""Within one article: text in; quotations, speakers, figures, times, events out, with offsets."""
