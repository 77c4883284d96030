"""Every figure of the field that was read in a public source, typed apart from the shipped table.

Rows: line, fiscal year, stage, millions of dollars as printed in the source, nature.
"""

from __future__ import annotations

ENROLLED = [
    ("doj-victim-services", 2020, "enacted", "85", "whole"),
    ("doj-victim-services", 2022, "enacted", "88", "whole"),
    ("doj-victim-services", 2024, "enacted", "88", "whole"),
    ("doj-victim-services", 2026, "enacted", "83.5", "whole"),
    ("state-tip-assistance", 2020, "enacted", "67", "not_less_than"),
    ("state-tip-assistance", 2022, "enacted", "106.4", "not_less_than"),
    ("state-tip-assistance", 2024, "enacted", "111", "not_less_than"),
    ("state-tip-assistance", 2026, "enacted", "105.625", "not_less_than"),
    ("doj-girls", 2020, "enacted", "2", "whole"),
    ("doj-girls", 2022, "enacted", "4", "whole"),
    ("doj-girls", 2024, "enacted", "4", "whole"),
    ("doj-girls", 2026, "enacted", "4", "whole"),
    ("dol-ilab", 2026, "enacted", "116.125", "whole"),
    ("dol-ilab", 2026, "enacted", "81.725", "of_which"),
    ("dol-ilab", 2024, "enacted", "81.725", "of_which"),
    ("hhs-tvpa-tvra", 2024, "enacted", "49.755", "by_subtraction"),
    ("hhs-tvpa-tvra", 2026, "enacted", "49.755", "by_subtraction"),
    ("hud-yhdp", 2026, "enacted", "107", "whole"),
    ("state-incle", 2026, "enacted", "89.5", "of_which"),
]
JUSTICE = [
    ("doj-victim-services", 2002, "enacted", "10", "whole"),
    ("doj-victim-services", 2025, "full_year_cr", "88", "whole"),
    ("doj-victim-services", 2017, "to_congress", "35", "whole"),
    ("doj-victim-services", 2017, "to_congress", "17.5", "of_which"),
    ("doj-task-forces", 2017, "to_congress", "10", "whole"),
    ("doj-minors", 2017, "to_congress", "10", "whole"),
]
HEALTH = [
    ("hhs-otip", 2014, "enacted", "14", "whole"),
    ("hhs-otip", 2015, "enacted", "16", "whole"),
    ("hhs-otip", 2016, "president", "22", "whole"),
    ("hhs-otip", 2017, "president", "22", "whole"),
    ("hhs-otip", 2024, "enacted", "31", "whole"),
    ("hhs-otip", 2025, "president", "31", "whole"),
    ("hhs-otip", 2024, "obligated", "14.9", "of_which"),
    ("hhs-otip", 2024, "obligated", "3.9", "of_which"),
    ("hhs-otip", 2024, "obligated", "3.0", "of_which"),
    ("hhs-otip", 2024, "obligated", "1.0", "of_which"),
    ("hhs-otip", 2024, "obligated", "1.6", "of_which"),
    ("hhs-otip", 2024, "obligated", "1.2", "of_which"),
    ("hhs-otip", 2024, "obligated", "2.3", "of_which"),
    ("hhs-otip", 2017, "to_congress", "32", "whole"),
    ("hhs-otip", 2017, "to_congress", "16", "of_which"),
    ("hhs-foreign-national", 2014, "to_omb", "12.5", "whole"),
    ("hhs-foreign-national", 2014, "to_congress", "14.5", "whole"),
    ("hhs-foreign-national", 2014, "president", "9.8", "whole"),
    ("hhs-foreign-national", 2014, "senate_committee", "12.8", "whole"),
    ("hhs-foreign-national", 2014, "enacted", "13.8", "whole"),
    ("hhs-foreign-national", 2015, "to_omb", "14.5", "whole"),
    ("hhs-foreign-national", 2015, "president", "22.0", "whole"),
    ("hhs-foreign-national", 2015, "enacted", "13.0", "whole"),
    ("hhs-foreign-national", 2016, "to_omb", "14.5", "whole"),
    ("hhs-foreign-national", 2016, "president", "13.0", "whole"),
    ("hhs-hotline", 2016, "to_congress", "1.6", "whole"),
    ("hhs-hotline", 2017, "to_congress", "2.5", "whole"),
    ("hhs-soar", 2025, "spend_plan", "1.6", "whole"),
    ("hhs-rhy", 2014, "enacted", "114", "whole"),
    ("hhs-rhy", 2015, "enacted", "114", "whole"),
    ("hhs-rhy", 2016, "president", "123", "whole"),
    ("hhs-rhy", 2023, "enacted", "146.3", "whole"),
    ("hhs-rhy", 2024, "house_committee", "146.3", "whole"),
    ("hhs-rhy", 2024, "senate_committee", "146.3", "whole"),
    ("hhs-rhy", 2025, "house_committee", "146.28", "whole"),
    ("hhs-rhy", 2025, "senate_committee", "146.28", "whole"),
    ("hhs-rhy", 2017, "to_congress", "165", "whole"),
    ("hhs-rhy", 2020, "to_congress", "165", "whole"),
    ("hhs-rhy", 2022, "to_congress", "300", "whole"),
    ("hhs-rhy", 2025, "to_congress", "300", "whole"),
    ("hhs-street-outreach", 2010, "enacted", "18", "whole"),
]
LABOR = [
    ("dol-ilab", 2015, "enacted", "91", "whole"),
    ("dol-ilab", 2019, "to_congress", "86", "whole"),
    ("dol-ilab", 2017, "to_congress", "129.325", "whole"),
    ("dol-ilab", 2017, "to_congress", "27.0", "of_which"),
    ("dol-ilab", 2017, "to_congress", "9.5", "of_which"),
    ("dol-ilab", 2017, "to_congress", "58.825", "of_which"),
    ("dol-ilab", 2017, "to_congress", "10.0", "of_which"),
    ("dol-ilab", 2017, "to_congress", "9.0", "of_which"),
    ("dol-ilab", 2017, "to_congress", "15.0", "of_which"),
    ("dol-ilab", 2023, "obligated", "67.6", "whole"),
    ("dol-ilab", 2024, "obligated", "60.5", "whole"),
]
ABROAD = [
    ("state-jtip", 2017, "to_congress", "12", "whole"),
    ("state-rapid-response", 2017, "to_congress", "3", "whole"),
    ("state-incle", 2017, "to_congress", "45", "whole"),
    ("state-incle", 2017, "to_congress", "40", "of_which"),
    ("state-incle", 2017, "to_congress", "5", "of_which"),
    ("state-pems", 2018, "to_congress", "37.5", "whole"),
]
HOMELAND = [
    ("dhs-ice", 2017, "to_congress", "34.4", "whole"),
    ("dhs-child-exploitation", 2017, "to_congress", "20", "whole"),
    ("dhs-victim-witness", 2017, "to_congress", "20", "whole"),
    ("dhs-cbp-forced-labor", 2022, "enacted", "27.495", "of_which"),
    ("dhs-cbp-forced-labor", 2023, "enacted", "101", "whole"),
    ("dhs-cbp-forced-labor", 2023, "enacted", "99.428", "whole"),
    ("dhs-cbp-dna", 2023, "enacted", "5", "whole"),
    ("dhs-cbp-forced-labor", 2023, "president", "70.3", "whole"),
    ("dhs-cbp-forced-labor", 2024, "enacted", "114.5", "whole"),
]
YOUTH = [
    ("ed-homeless-children", 2023, "enacted", "129", "whole"),
    ("ed-homeless-children", 2024, "enacted", "129", "whole"),
    ("ed-homeless-children", 2025, "full_year_cr", "129", "whole"),
    ("ed-homeless-children", 2026, "enacted", "129", "whole"),
    ("ed-homeless-children", 2025, "to_congress", "800", "whole"),
    ("hud-yhdp", 2025, "house_committee", "47", "whole"),
    ("hud-yhdp", 2025, "senate_committee", "72", "whole"),
    ("hud-yhdp", 2025, "to_congress", "100", "whole"),
]
FIGURES = [*ENROLLED, *JUSTICE, *HEALTH, *LABOR, *ABROAD, *HOMELAND, *YOUTH]

# Cells that are no number: line, fiscal year, stage, kind.
CELLS_OF_WORDS = [
    ("hhs-foreign-national", 2014, "house_committee", "tbd"),
    ("hhs-foreign-national", 2016, "to_congress", "not_applicable"),
    ("doj-victim-services", 2021, "enacted", "not_found"),
    ("doj-victim-services", 2023, "enacted", "not_found"),
    ("state-tip-assistance", 2021, "enacted", "not_found"),
    ("state-tip-assistance", 2023, "enacted", "not_found"),
    ("doj-girls", 2021, "enacted", "not_found"),
    ("doj-girls", 2023, "enacted", "not_found"),
    ("doj-victim-services", 2025, "full_year_cr", "prior_rate"),
    ("state-tip-assistance", 2025, "full_year_cr", "prior_rate"),
    ("doj-girls", 2025, "full_year_cr", "prior_rate"),
    ("doj-victim-services", 2025, "notice_of_funding", "words"),
    ("dol-ilab", 2025, "obligated", "words"),
    ("dol-ilab", 2024, "enacted", "not_found"),
]
# Lines of which no public source read gives an amount, so the line itself says so.
EMPTY_LINES = [
    "usaid-ctip",
    "doj-fbi",
    "doj-civil-rights",
    "eop-coordination",
    "dhs-ccht",
    "hhs-basic-center",
    "hhs-transitional-living",
    # Its one row cannot be read with certainty, so no figure of it is printed.
    "dol-whd",
]
PUBLISHED = [
    ("atest-fy2023-congress", 1_300_000_000),
    ("atest-fy2024-omb", 1_250_000_000),
    ("atest-fy2024-congress", 1_700_000_000),
    ("atest-fy2025-omb", 1_800_000_000),
    ("cbo-hr1370-2018-2022", 819_000),
    ("cbo-hr1144-2026-2029", 248_000_000),
    ("cbo-hr1144-2030", 134_000_000),
    ("cbo-hr1144-total", 1_126_000_000),
    ("cbo-hr1144-outlays", 654_000_000),
]
SUBCOMMITTEES = {
    "cjs": ("hsap19", "ssap16"),
    "homeland": ("hsap15", "ssap14"),
    "labor-hhs": ("hsap07", "ssap18"),
    "nsrp": ("hsap04", "ssap20"),
    "fsgg": ("hsap23", "ssap23"),
    "thud": ("hsap20", "ssap24"),
}
