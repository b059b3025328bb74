"""Updates on their way from Telegram: some time late, and some of them twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.botapi.updates import Updates, Waiting, Webhook

if TYPE_CHECKING:
    from tests.simulation.world import World


class LateUpdates(Updates):
    """Updates that are some time on their way; those of one chat stay in order."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.came: dict[int, datetime] = {}

    def put(self, content: dict[str, Any], chat: int | None = None) -> dict[str, Any]:
        """Let an update come in some time from now, never before an earlier one of its chat."""
        chance = self.world.fate.wire
        late = chance.choice((0.0, 0.0, 0.01, 0.3, 2.0))
        now = self.world.loop.time()
        at = max(now + late, self.world.arrivals.get(chat, 0.0) + 1e-6)
        self.world.arrivals[chat] = at
        self.world.coming += 1
        self.world.loop.call_at(at, self._arrives, content, chat)
        return content

    def _queue(self, waiting: Waiting) -> None:
        super()._queue(waiting)
        if self.world.fate.webhook:
            self.world.courier.brings(waiting)

    def set_webhook(self, webhook: Webhook) -> None:
        """Note where updates are to be brought."""
        self.webhook = webhook

    def _arrives(self, content: dict[str, Any], chat: int | None) -> None:
        self.world.coming -= 1
        self.came[super().put(content, chat)["update_id"]] = self.world.now()

    def comes_again(self) -> None:
        """Deliver an update of today once more; Telegram keeps none for longer than a day."""
        yesterday = self.world.now() - timedelta(days=1)
        recent = [one for one in self.sent if self.came[one["update_id"]] > yesterday]
        if recent:
            update = self.world.fate.people.choice(recent[-12:])
            self.world.note(f"update {update['update_id']} comes again")
            self.put_again(update)
