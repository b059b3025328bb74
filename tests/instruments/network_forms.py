"""Networks and the form that fits: the worked cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.outcome import Outcome


def case(
    trust: Any, size: Any, consensus: Any, competence: Any, form: Any, **others: Any
) -> dict[str, Any]:
    return {
        "trust": trust,
        "size": size,
        "consensus": consensus,
        "competence": competence,
        "form": form,
        **others,
    }


def out_because(outcome: Outcome) -> dict[str, list[str]]:
    return {out["form"]: out["because"] for out in outcome.results["excluded"]}


MIDDLE = case(3, 10, 3, 3, "lead")
VOLUNTEERS = case(4.5, 5, 4.5, 1.5, "self")
CASES: Mapping[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "1": (
        VOLUNTEERS,
        {"points": (12, 6, 6), "best": "self", "fit": "fits", "advice": ["self_self", "certain"]},
    ),
    "2": (
        case(3, 22, 3, 3, "self", coordinator="yes"),
        {
            "points": (3, 8, 10),
            "excluded": ["size"],
            "best": "nao",
            "fit": "misfit",
            "advice": ["self_nao", "certain"],
        },
    ),
    "3": (
        case(2, 11, 2, 3, "none", leader=4),
        {
            "points": (2, 12, 7),
            "excluded": ["trust", "consensus"],
            "best": "lead",
            "fit": None,
            "advice": ["none_lead", "certain"],
        },
    ),
    "4": (
        case(2, 11, 2, 3, "none", leader=2),
        {
            "points": (2, 12, 7),
            "excluded": ["trust", "consensus"],
            "best": "lead",
            "fit": None,
            "gate": "accepted_leader_first",
            "advice": ["accepted_leader_first", "none_lead", "certain"],
        },
    ),
    "5": (
        case(3, 30, 4, 5, "lead", coordinator="hours"),
        {
            "points": (4, 5, 12),
            "excluded": ["size"],
            "best": "nao",
            "fit": "misfit",
            "advice": ["lead_nao", "certain"],
        },
    ),
    "6": (
        case(4, 7, 4, 4.5, "self"),
        {
            "points": (9, 5, 9),
            "best": "self",
            "tie": "yes",
            "fit": "fits",
            "depends_on": ["trust", "consensus", "size"],
            "advice": ["self_self", "tie", "uncertain"],
        },
    ),
    "7": (
        case(4.2, 9, 4, 2, "lead"),
        {
            "points": (10, 7, 8),
            "best": "self",
            "fit": "rubs",
            "depends_on": ["consensus", "competence"],
            "advice": ["lead_self", "uncertain"],
        },
    ),
    "8": (
        case(4, 4, 4, 2, "nao"),
        {"points": (12, 6, 6), "best": "self", "fit": "misfit", "advice": ["nao_self", "certain"]},
    ),
    "9": (
        case(3.2, 12, 3.8, 4.5, "lead", coordinator="no"),
        {
            "points": (5, 7, 12),
            "best": "nao",
            "fit": "misfit",
            "gate": "light_nao",
            "advice": ["light_nao", "lead_nao", "certain"],
        },
    ),
    "10": (
        case(2, 8, 2, 2, "self", leader=3),
        {
            "points": (6, 10, 3),
            "excluded": ["trust", "consensus"],
            "best": "lead",
            "fit": "misfit",
            "advice": ["self_lead", "certain"],
        },
    ),
    "11": (
        case(4, 2, 4, 2, "none"),
        {
            "points": (12, 6, 6),
            "best": None,
            "fit": None,
            "flag": "not_a_network",
            "reasons": [],
            "advice": ["not_a_network"],
        },
    ),
    "12": (
        case(1.5, 14, 1.3, 3, "none", leader=1),
        {
            "points": (2, 12, 7),
            "excluded": ["trust", "consensus"],
            "best": "lead",
            "fit": None,
            "flag": "no_form_helps",
            "gate": "accepted_leader_first",
            "advice": ["no_form_helps", "accepted_leader_first"],
        },
    ),
    "13": (
        case(2, 18, 2, 2.5, "lead", leader=4),
        {
            "points": (1, 10, 7),
            "excluded": ["trust", "consensus", "size"],
            "best": "lead",
            "fit": "fits",
            "depends_on": ["trust"],
            "advice": ["lead_lead", "uncertain"],
        },
    ),
    "14": (
        case(3, 10, 3, 3, "unknown", leader=4),
        {
            "points": (4, 10, 10),
            "best": "lead",
            "tie": "yes",
            "fit": "unclear",
            "depends_on": ["size"],
            "advice": ["who_leads_unknown", "unknown_lead", "tie", "uncertain"],
            "provisional": True,
        },
    ),
    "15": (
        case(3, 7, 3, 3, "self", leader=4),
        {
            "points": (6, 9, 8),
            "best": "lead",
            "tie": "yes",
            "fit": "rubs",
            "depends_on": ["size"],
            "advice": ["self_lead", "tie", "uncertain"],
        },
    ),
    "16": (
        case([1, 2, 4, 5, 5], 10, 3.4, 3, "lead", leader=4),
        {
            "points": (4, 10, 10),
            "best": "lead",
            "tie": "yes",
            "fit": "fits",
            "flag": "spread",
            "depends_on": ["consensus", "size"],
            "advice": ["spread", "lead_lead", "tie", "uncertain"],
            "provisional": True,
        },
    ),
    "17": (
        case(4, 25, 4.5, 2, "self", coordinator="yes"),
        {
            "points": (9, 5, 8),
            "excluded": ["size"],
            "best": "nao",
            "fit": "misfit",
            "reasons": ["size", "consensus"],
            "advice": ["self_nao", "certain"],
        },
    ),
    "18": (
        case(2.3, 13, 4, 4, "nao", coordinator="yes"),
        {
            "points": (4, 8, 10),
            "excluded": ["trust"],
            "best": "nao",
            "fit": "fits",
            "depends_on": ["consensus", "competence"],
            "advice": ["nao_nao", "uncertain"],
        },
    ),
}
