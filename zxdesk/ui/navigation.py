"""Which pages there are: their entries in the navigation and the classes that show them."""

from __future__ import annotations

from zxdesk.ui.widgets.nav import NavItem

NAV = (
    NavItem("today", "今日", "today", is_urgent=True),
    NavItem("proposals", "提案", "proposal", starts_group=True),
    NavItem("review", "审查", "review", is_urgent=True),
    NavItem("assign", "交办", "assign", is_urgent=True),
    NavItem("handle", "办理", "handle"),
    NavItem("feedback", "征询回访", "feedback"),
    NavItem("supervise", "督办", "supervise"),
    NavItem("statistics", "统计", "statistics", starts_group=True),
    NavItem("papers", "文书", "paper"),
    NavItem("members", "委员", "member", starts_group=True),
    NavItem("units", "单位", "unit"),
    NavItem("settings", "设置", "settings", is_at_foot=True),
)
