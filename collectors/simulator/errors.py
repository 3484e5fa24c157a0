"""The Graph API's error envelope and the errors that the simulator answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_PERMISSIONS_PAGE = "https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages"
_FEATURE_PAGE = "https://developers.facebook.com/docs/apps/review/feature#reference-PAGES_ACCESS"


@dataclass(eq=False)
class GraphError(Exception):
    """One error answer: message, code and what may stand beside them; `headers` go with the response."""

    message: str
    code: int
    status: int = 400
    subcode: int | None = None
    kind: str = "OAuthException"
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, trace: str) -> dict[str, Any]:
        """The JSON body; `trace` is the value of fbtrace_id."""
        inner: dict[str, Any] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode is not None:
            inner["error_subcode"] = self.subcode
        return {"error": {**inner, **self.extra, "fbtrace_id": trace}}


def unknown_path(path: str) -> GraphError:
    """A path or version that the Graph API does not know."""
    return GraphError(f"Unknown path components: {path}", 2500)


def no_token() -> GraphError:
    """No access token where one is needed."""
    text = "An active access token must be used to query information about the current user."
    return GraphError(text, 2500)


def bad_token(message: str, subcode: int | None = None) -> GraphError:
    """A token that no longer, or never, was valid."""
    return GraphError(message, 190, subcode=subcode)


def not_found(name: str, verb: str = "get") -> GraphError:
    """An object that is gone, or that this token may not see: the two look alike on purpose."""
    return GraphError(
        f"Unsupported {verb} request. Object with ID '{name}' does not exist, cannot be loaded due to "
        "missing permissions, or does not support this operation. Please read the Graph API documentation at "
        "https://developers.facebook.com/docs/graph-api",
        100,
        subcode=33,
        kind="GraphMethodException",
    )


def no_field(name: str, node: str) -> GraphError:
    """A field or edge that this type of node does not have."""
    return GraphError(f"(#100) Tried accessing nonexisting field ({name}) on node type ({node})", 100)


def needs_permission(scope: str) -> GraphError:
    """Reading other people's words without the permission for it."""
    return GraphError(
        f"(#10) This endpoint requires the '{scope}' permission or the 'Page Public Content Access' feature. "
        f"Refer to {_PERMISSIONS_PAGE} and {_FEATURE_PAGE} for details.",
        10,
    )


def may_not_publish() -> GraphError:
    """Publishing without pages_manage_posts or the CREATE_CONTENT task."""
    return GraphError(
        "(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin "
        "with sufficient administrative permission",
        200,
        status=403,
    )


def needs_page_token() -> GraphError:
    """A user's token where the Page's own is needed."""
    return GraphError("(#210) A page access token is required to request this resource.", 210, status=403)


def reduce_data() -> GraphError:
    """Too many fields times too many rows."""
    return GraphError(
        "Please reduce the amount of data you're asking for, then retry your request", 1, status=500
    )


def unexpected() -> GraphError:
    """The transient error that may hide a success."""
    text = "An unexpected error has occurred. Please retry your request later."
    return GraphError(text, 2, status=500, extra={"is_transient": True})


def abusive() -> GraphError:
    """Blocked for posting too fast or too alike."""
    return GraphError(
        "The action attempted has been deemed abusive or is otherwise disallowed",
        368,
        subcode=1390008,
        extra={
            "is_transient": False,
            "error_user_title": "You can't use this feature right now",
            "error_user_msg": "Posting is limited for a while; try again later.",
        },
    )


def duplicate() -> GraphError:
    """The same text as a moment ago."""
    return GraphError(
        "(#506) Duplicate status message",
        506,
        subcode=1455006,
        extra={
            "error_user_title": "Duplicate status update",
            "error_user_msg": "This update is identical to the last one that was posted.",
        },
    )


def too_many_calls(headers: Mapping[str, str]) -> GraphError:
    """The Page's budget of calls is used up."""
    return GraphError(
        "(#80001) There have been too many calls to this Page account. Wait a bit and try again. "
        "For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
        80001,
        headers=headers,
    )
