"""Parallel text against a reference: chrF and BLEU, by sacrebleu."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from align.errors import InputError

RESAMPLES = 1000
TRIALS = 10_000
"""Bootstrap draws of an interval, and trials of a comparison; sacrebleu's own numbers."""


@frozen(kw_only=True)
class TextScore:
    """A corpus score in [0, 100] and sacrebleu's signature for it.

    ``spread`` is half the 95 % interval over lines. ``other`` and ``p`` are set
    where a second system was given.
    """

    name: str
    score: float
    signature: str
    spread: float = 0.0
    other: float | None = None
    p: float | None = None


def score_text(
    hypothesis: Sequence[str], reference: Sequence[str], other: Sequence[str] | None = None
) -> list[TextScore]:
    """Return chrF and BLEU of lines against reference lines, with intervals.

    BLEU cuts Korean into characters where the reference is mostly Hangul,
    since spaces there are no tokens. A second system is compared line by line,
    by approximate randomisation; two that are the same have a ``p`` of 1.

    Raises:
        InputError: not the same number of lines, or none.

    >>> [round(s.score) for s in score_text(["비가 온다."], ["비가 온다."])]
    [100, 100]
    """
    for system in (hypothesis, other):
        if system is not None and (len(system) != len(reference) or not reference):
            raise InputError(
                f"{len(system)} lines against {len(reference)} of the reference: "
                "expected as many on both sides, line for line"
            )
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.significance import PairedTest, Result

    from align.text import hangul_share

    share = hangul_share(" ".join(reference)) or 0.0
    bleu = BLEU(tokenize="char" if share > 0.5 else "13a", effective_order=True)
    systems: list[tuple[str, Sequence[str]]] = [("hypothesis", list(hypothesis))]
    if other is not None:
        systems.append(("other", list(other)))
    signatures, found = PairedTest(
        systems,
        {"chrF": CHRF(), "BLEU": bleu},
        [list(reference)],
        test_type="ar",
        n_samples=TRIALS,
        n_ar_confidence=RESAMPLES,
    )()
    scores = []
    for name, signature in signatures.items():
        ours, *rest = [result for result in found[name] if isinstance(result, Result)]
        theirs = rest[0] if rest else None
        p = theirs.p_value if theirs else None
        shown = str(signature)
        if theirs and ours.score == theirs.score:
            p = 1.0  # sacrebleu counts only larger differences
        scores.append(
            TextScore(
                name=name,
                score=float(ours.score),
                signature=shown if other is not None else shown.replace(f"|ar:{TRIALS}", ""),
                spread=float(ours.ci or 0.0),
                other=float(theirs.score) if theirs else None,
                p=p,
            )
        )
    return scores
