from align.facts.tagging.lexicon import cut_word
from align.facts.tagging.noun_runs import RUN_CLUES, Standing, find_run_clues, find_standing

HEAD, DISTANCE = RUN_CLUES.index("ho"), RUN_CLUES.index("hd")


def read(*kinds: str) -> list[Standing]:
    return [Standing(kind, kind * 2) for kind in kinds]


def test_the_next_head_is_seen_from_afar() -> None:
    near, far = (
        find_run_clues(read("n", "O"), ["", " ", ""]),
        find_run_clues(read("x", "n", "O"), ["", " ", " ", ""]),
    )
    assert near[0][HEAD] == far[0][HEAD]
    assert near[0][DISTANCE] != far[0][DISTANCE]


def test_a_particle_ends_the_run() -> None:
    open_run = find_run_clues(read("n", "O"), ["", " ", ""])
    closed = find_run_clues(read("n.", "O"), ["", " ", ""])
    comma = find_run_clues(read("n", "O"), ["", ", ", ""])
    assert open_run[0][HEAD] not in (closed[0][HEAD], comma[0][HEAD])
    assert closed[0][HEAD] == comma[0][HEAD]


def test_no_words_have_no_clues() -> None:
    assert find_run_clues([], [""]) == []


def test_a_word_of_grammar_alone_stands_too() -> None:
    assert find_standing("에서", cut_word("에서"), "").kind
