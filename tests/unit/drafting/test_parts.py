"""A list of parts that nobody could take for all of its whole."""

KNOWN = {"requests": 30, "requests[channel=online]": 10, "requests[channel=hotline]": 15, "requests[channel=letter]": 5}
LISTED = "受理诉求件共XX件。其中网络问政XX件、12345热线XX件。"


def test_parts_short_of_their_whole_stay_open_where_no_other_part_is_told_of(said):
    assert said(LISTED, KNOWN) == LISTED


def test_a_part_told_of_elsewhere_makes_the_list_a_selection(said):
    text = said(f"{LISTED}群众来信诉求件XX件。", KNOWN)
    assert text == "受理诉求件共30件。其中网络问政10件、12345热线15件。群众来信诉求件5件。"
