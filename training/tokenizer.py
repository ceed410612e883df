"""A blank English pipeline in; a tokenizer that cuts words as the UD treebanks do out."""

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# UD leaves these prefixes on their words ("re-elected", "anti-fascist") and cuts all other hyphens.
PREFIXES = (
    "re co un e ex pro non pre mid sub anti inter multi extra cross super semi ultra "
    "counter mis bi tri proto".split()
)
ABBREVIATIONS = (
    "Nos. Ft. al. ca. vs. Sens. Reps. Gens. Govs. Cmdr. Supt. Det. Insp. Pres. Hon. "
    "Capt. Maj. Sgt. Cpl. Pvt. Adm. Lt. Col. Sec. Dept. Univ. Assn. Bros. Ltd. Co. Corp. Inc. "
    "Pa. Va. Calif. Fla. Mass. Conn. Ill. Ind. Ky. La. Md. Mich. Minn. Miss. Mo. Mont. Neb. Nev. "
    "Okla. Ore. Tenn. Tex. Wash. Wis. Wyo. Ariz. Ark. Colo. Del. Ala. Ga. Vt. N.Y. N.J. N.C. "
    "S.C. D.C. U.S. U.K. U.N. E.U.".split()
)
SPLIT_WORDS = {"wanna": ("wan", "na"), "Wanna": ("Wan", "na")}


def make_tokenizer(nlp: Language) -> Tokenizer:
    """spaCy's English tokenizer with UD's hyphens, dashes, ellipses and abbreviations.

    Curly and straight marks are cut alike: "don’t" as "do" and "n’t", "US$6" as "US$" and "6".
    """
    defaults = nlp.Defaults
    kept = "".join(f"(?<!\\b[{prefix[0].upper()}{prefix[0]}]{prefix[1:]})" for prefix in PREFIXES)
    hyphen = f"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"  # spaCy's, which knows no prefixes
    infixes = [
        *[infix for infix in defaults.infixes or () if infix != hyphen],
        rf"(?<=[{ALPHA}0-9])(?:—|–|--+|~)(?=[{ALPHA}0-9])",
        rf"{kept}(?<=[{ALPHA}])-(?=[{ALPHA}0-9])",
        r"(?<=[0-9])-(?=[0-9£€$])",
        rf"(?<=[{ALPHA}]\.)(?:-|–|—)(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])/(?=[{ALPHA}])",
        r"(?<=[0-9])-(?=[A-Za-z])",
        r"—|––+|--+",
        r"[“”]",
    ]
    prefixes = [r"[!?]{2,}", *(defaults.prefixes or ()), r"[£€$](?=[0-9])"]
    suffixes = [
        r"[!?]{2,}",
        *(defaults.suffixes or ()),
        r"(?<=[0-9])(?:bn|tn|m|k|am|pm|km|kg|cm|mm|mph|ft|lb|lbs)",
    ]
    rules = {
        text: tokens
        for text, tokens in (defaults.tokenizer_exceptions or {}).items()
        if text != "and/or"
    }
    rules |= {text: [{ORTH: text}] for text in ABBREVIATIONS}
    rules |= {text: [{ORTH: part} for part in parts] for text, parts in SPLIT_WORDS.items()}
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
