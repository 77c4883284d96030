"""Addresses of the money."""

from django.urls import path

from appropriations.views import (
    acts,
    amount_changes,
    deadlines,
    figure_files,
    figures,
    funding,
    grid,
    grid_editing,
    import_reading,
    imports,
    kept,
    languages,
    line_keeping,
    lines,
    member_letters,
    office_requests,
    public_requests,
    saved_views,
    signers,
    slate_editing,
    slate_steps,
    slates,
    vehicles,
)

app_name = "appropriations"
_import = "money/import/<int:pk>/"
IMPORTS = [
    path("money/import/", imports.imports, name="import"),
    path("money/import/template.<sheet:kind>", imports.template, name="import_template"),
    path(_import, imports.preview, name="import_preview"),
    path(f"{_import}cells.<sheet:kind>", imports.cells_file, name="import_cells_file"),
    path(f"{_import}source/", import_reading.source, name="import_source"),
    path(f"{_import}columns/", import_reading.columns, name="import_columns"),
    path(f"{_import}lines/", import_reading.lines, name="import_lines"),
    path(f"{_import}cells/<int:cell_pk>/", import_reading.cell, name="import_cell"),
    path(f"{_import}clear/", import_reading.clear, name="import_clear"),
    path(f"{_import}read/", imports.read_again, name="import_read"),
    path(f"{_import}confirm/", imports.confirm, name="import_confirm"),
    path(f"{_import}discard/", imports.throw_away, name="import_discard"),
    path(f"{_import}undo/", imports.undo, name="import_undo"),
]
_line = "money/lines/<slug:slug>/"
LINES = [
    path("money/lines/new/", line_keeping.new, name="new_line"),
    path(_line, lines.line, name="line"),
    path(f"{_line}edit/", line_keeping.edit, name="edit_line"),
    path(f"{_line}remove/", line_keeping.remove, name="remove_line"),
    path(f"{_line}undo/", line_keeping.undo, name="undo_line"),
    path(f"{_line}authorizations/", line_keeping.authorizations, name="line_authorizations"),
    path(f"{_line}places/new/", line_keeping.new_place, name="new_place"),
    path("money/places/<int:pk>/edit/", line_keeping.edit_place, name="edit_place"),
    path(f"{_line}effects/new/", line_keeping.new_effect, name="new_effect"),
    path("money/effects/<int:pk>/edit/", line_keeping.edit_effect, name="edit_effect"),
    path(f"{_line}figures/new/", figures.new, name="new_figure"),
    path(f"{_line}figures.<sheet:kind>", figures.figures_file, name="figures_file"),
]
_figure = "money/figures/<slug:key>/"
FIGURES = [
    path(_figure, figures.figure, name="figure"),
    path(f"{_figure}edit/", figures.edit, name="edit_figure"),
    path(f"{_figure}withdraw/", figures.withdraw, name="withdraw_figure"),
    path(f"{_figure}print/", figures.choose, name="print_figure"),
    path("money/changes/", amount_changes.changes, name="changes"),
    path("money/changes/<uuid:pk>/undo/", amount_changes.undo, name="undo_figures"),
]
LANGUAGE = [
    path("money/report-language/", languages.languages, name="languages"),
    path("money/report-language/new/", languages.new, name="add_language"),
    path("money/report-language/export.<sheet:kind>", languages.languages_file, name="languages_file"),
    path("money/report-language/<int:pk>/", languages.language, name="language"),
    path("money/report-language/<int:pk>/edit/", languages.edit, name="edit_language"),
    path("money/report-language/<int:pk>/carry-over/", languages.carry_over, name="carry_language"),
    path("money/report-language/<int:pk>/found/", languages.new_found, name="add_found"),
    path("money/report-language/found/<int:pk>/edit/", languages.edit_found, name="edit_found"),
]
VEHICLES = [
    path("money/bills/", vehicles.vehicles, name="vehicles"),
    path("money/bills/new/", vehicles.new, name="add_vehicle"),
    path("money/bills/export.<sheet:kind>", vehicles.vehicles_file, name="vehicles_file"),
    path("money/bills/<int:pk>/edit/", vehicles.edit, name="edit_vehicle"),
]
FUNDING = [
    path("money/after-enactment/", funding.after_enactment, name="after_enactment"),
    path("money/after-enactment/new/", funding.new, name="add_funding"),
    path("money/after-enactment/export.<sheet:kind>", funding.funding_file, name="funding_file"),
    path("money/after-enactment/<int:pk>/edit/", funding.edit, name="edit_funding"),
]
# What the three have in common: rows that staff keep.
KEPT = [
    path("money/kept/<slug:kind>/<int:pk>/withdraw/", kept.withdraw, name="withdraw_kept"),
    path("money/kept/<slug:kind>/<int:pk>/restore/", kept.restore, name="restore_kept"),
    path("money/kept/<slug:kind>/<int:pk>/undo/<int:entry_id>/", kept.undo, name="undo_kept"),
]
_slate = "money/requests/<int:pk>/"
SLATES = [
    path("money/requests/", slates.slates, name="slates"),
    path("money/requests/export.<sheet:kind>", slates.slates_file, name="slates_file"),
    path("money/requests/new/", slate_editing.new, name="new_slate"),
    path(_slate, slates.slate, name="slate"),
    path(f"{_slate}export.<sheet:kind>", slates.slate_file, name="slate_file"),
    path(f"{_slate}slate.pdf", slates.slate_pdf, name="slate_pdf"),
    path(f"{_slate}edit/", slate_editing.edit, name="edit_slate"),
    path(f"{_slate}note/", slate_editing.note, name="note_on_slate"),
    path(f"{_slate}lines/add/", slate_editing.add, name="add_to_slate"),
    path(f"{_slate}lines/<int:item_pk>/", slate_editing.item, name="slate_item"),
    path(f"{_slate}lines/<int:item_pk>/drop/", slate_editing.drop, name="drop_slate_item"),
    path(f"{_slate}changes/<int:entry_pk>/undo/", slate_editing.undo, name="undo_slate_change"),
    path(f"{_slate}clear/", slate_editing.clear, name="clear_slate_phrase"),
    path(f"{_slate}propose/", slate_steps.propose, name="propose_slate"),
    path(f"{_slate}prepare-round/", slate_steps.prepare, name="prepare_slate_round"),
    path(f"{_slate}start-round/", slate_steps.start_round, name="start_slate_round"),
    path(f"{_slate}take-back/", slate_steps.take_back, name="take_slate_back"),
    path(f"{_slate}adopt/", slate_steps.adopt, name="adopt_slate"),
    path(f"{_slate}adopt/known/", slate_steps.adopt_known, name="adopt_slate_by_decision"),
    path(f"{_slate}amend/", slate_steps.amend, name="amend_slate"),
    path(f"{_slate}discard/", slate_steps.discard, name="discard_slate"),
    path(f"{_slate}set-aside/", slate_steps.set_aside, name="set_slate_aside"),
]
PUBLIC = [
    path("requests/", public_requests.requests, name="public_requests"),
    path("requests/export.<sheet:kind>", public_requests.requests_file, name="public_requests_file"),
]
DEADLINES = [
    path("money/deadlines/", deadlines.deadlines, name="deadlines"),
    path("money/deadlines/export.<sheet:kind>", deadlines.deadlines_file, name="deadlines_file"),
    path("money/deadlines/new/", deadlines.new, name="new_deadline"),
    path("money/deadlines/repeat/", deadlines.repeat, name="repeat_deadlines"),
    path("money/deadlines/reminders/", deadlines.reminders, name="deadline_reminders"),
    path("money/deadlines/<int:pk>/", deadlines.deadline, name="deadline"),
    path("money/deadlines/<int:pk>/deadline.ics", deadlines.deadline_calendar_file, name="deadline_ics"),
    path("money/deadlines/<int:pk>/edit/", deadlines.edit, name="edit_deadline"),
    path("money/deadlines/<int:pk>/act/", deadlines.act, name="act_on_deadline"),
    path("money/deadlines/<int:pk>/remind-me/", deadlines.follow, name="follow_deadline"),
]

MEMBER_LETTERS = [
    path("money/member-letters/", member_letters.letters, name="member_letters"),
    path("money/member-letters/export.<sheet:kind>", member_letters.letters_file, name="member_letters_file"),
    path("money/member-letters/new/", member_letters.new, name="new_member_letter"),
    path("money/member-letters/<int:pk>/", member_letters.letter, name="member_letter"),
    path(
        "money/member-letters/<int:pk>/signers.<sheet:kind>",
        member_letters.signers_file,
        name="signers_file",
    ),
    path("money/member-letters/<int:pk>/edit/", member_letters.edit, name="edit_member_letter"),
    path(
        "money/member-letters/<int:pk>/take-back/", member_letters.take_back, name="take_back_member_letter"
    ),
    path("money/member-letters/<int:pk>/undo/", member_letters.undo, name="undo_member_letter"),
    path("money/member-letters/<int:pk>/signers/add/", signers.add, name="add_signer"),
    path("money/member-letters/<int:pk>/signers/paste/", signers.paste, name="paste_signers"),
    path(
        "money/member-letters/<int:pk>/signers/<int:signature>/remove/", signers.remove, name="remove_signer"
    ),
]
OFFICE_REQUESTS = [
    path("money/office-requests/", office_requests.requests, name="office_requests"),
    path(
        "money/office-requests/export.<sheet:kind>",
        office_requests.requests_file,
        name="office_requests_file",
    ),
    path("money/office-requests/new/", office_requests.new, name="new_office_request"),
    path("money/office-requests/<int:pk>/", office_requests.office_request, name="office_request"),
    path("money/office-requests/<int:pk>/edit/", office_requests.edit, name="edit_office_request"),
    path(
        "money/office-requests/<int:pk>/take-back/",
        office_requests.take_back,
        name="take_back_office_request",
    ),
    path("money/office-requests/<int:pk>/undo/", office_requests.undo, name="undo_office_request"),
]
ACTS = [
    path("money/acts/", acts.act_list, name="acts"),
    path("money/acts/read/", acts.read, name="read_act"),
    path("money/acts/<slug:digest>/", acts.act, name="act"),
    path("money/acts/<slug:digest>/candidates.<sheet:kind>", acts.act_file, name="act_file"),
    path("money/acts/candidates/<int:pk>/accept/", acts.accept, name="accept_candidate"),
    path("money/acts/candidates/<int:pk>/reject/", acts.reject, name="reject_candidate"),
    path("money/acts/candidates/<int:pk>/reopen/", acts.reopen, name="reopen_candidate"),
]
urlpatterns = [
    *LINES,
    *FIGURES,
    path("money/", grid.grid, name="grid"),
    path("money/export.<sheet:kind>", grid.export, name="grid_export"),
    path("money/figures.<sheet:kind>", figure_files.figures_file, name="all_figures_file"),
    path("money/views/", saved_views.views, name="views"),
    path("money/views/new/", saved_views.new, name="view_new"),
    path("money/views/<int:pk>/", saved_views.edit, name="view_edit"),
    path("money/views/<int:pk>/delete/", saved_views.delete, name="view_delete"),
    path("money/views/<int:pk>/restore/", saved_views.restore, name="view_restore"),
    path("money/paste/", grid_editing.paste, name="paste"),
    path("money/lines/<slug:slug>/edit-row/", grid_editing.row, name="edit_row"),
    *IMPORTS,
    *DEADLINES,
    *MEMBER_LETTERS,
    *OFFICE_REQUESTS,
    *ACTS,
    *LANGUAGE,
    *VEHICLES,
    *FUNDING,
    *KEPT,
    *SLATES,
    *PUBLIC,
]
