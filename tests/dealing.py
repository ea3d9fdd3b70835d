"""Which file of tests a process of pytest-xdist is given next, so that some wait while others work.

The tests of browsers wait: for pages, for sounds that play, for browsers to start. The others hardly wait at all. Where
all processes begin with browsers, the processor is idle for a good part of the time, and later too many want it.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

BROWSERS = "tests/browser/"


class TwoKinds(LoadFileScheduling):
    """Deal out whole files, as ``--dist loadfile`` does: to even processes those of browsers, to odd ones the others.

    A process for which nothing of its kind is left takes of the other. The files with the most tests come first, so
    that all processes end together.
    """

    def _assign_work_unit(self, node: WorkerController) -> None:
        even = int(node.gateway.id.removeprefix("gw")) % 2 == 0

        def rank(file: str) -> tuple[bool, int]:
            return file.startswith(BROWSERS) == even, len(self.workqueue[file])

        self.workqueue.move_to_end(max(self.workqueue, key=rank), last=False)
        super()._assign_work_unit(node)
