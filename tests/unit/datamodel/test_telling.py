from bihuan.datamodel.telling import told_of


def test_a_word_before_every_so_many_and_after_the_last():
    said = []
    items = list(told_of(range(5), "核对", lambda *words: said.append(words), every=2))
    assert items == [0, 1, 2, 3, 4]
    assert said == [(0, 5, "核对"), (2, 5, "核对"), (4, 5, "核对"), (5, 5, "核对")]


def test_of_nothing_it_is_told_that_it_is_over():
    said = []
    assert list(told_of([], "核对", lambda *words: said.append(words))) == []
    assert said == [(0, 0, "核对")]
