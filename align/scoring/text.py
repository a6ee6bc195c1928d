"""Parallel text against a reference: chrF and BLEU, by sacrebleu."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from align.errors import InputError


@frozen(kw_only=True)
class TextScore:
    """A corpus score in [0, 100] and sacrebleu's signature for it."""

    name: str
    score: float
    signature: str


def score_text(hypothesis: Sequence[str], reference: Sequence[str]) -> list[TextScore]:
    """Return chrF and BLEU of lines against reference lines.

    BLEU cuts Korean into characters where the reference is mostly Hangul,
    since spaces there are no tokens.

    Raises:
        InputError: the two have not the same number of lines, or none.

    >>> [round(s.score) for s in score_text(["비가 온다."], ["비가 온다."])]
    [100, 100]
    """
    if len(hypothesis) != len(reference) or not reference:
        raise InputError(
            f"{len(hypothesis)} lines against {len(reference)}: expected as many on both sides"
        )
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    from align.text import hangul_share

    share = hangul_share(" ".join(reference)) or 0.0
    bleu = BLEU(tokenize="char" if share > 0.5 else "13a", effective_order=True)
    scores = []
    for metric in (CHRF(), bleu):
        found = metric.corpus_score(list(hypothesis), [list(reference)])
        scores.append(
            TextScore(name=found.name, score=found.score, signature=str(metric.get_signature()))
        )
    return scores
