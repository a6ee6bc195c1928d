"""What a reviewer reads: the HTML page of a report."""

from align.report.page import MemberValue, NameForm, NameGroup, NameRole, render_page

__all__ = ["MemberValue", "NameForm", "NameGroup", "NameRole", "render_page"]
