"""The cheapest way through the network: A* (Hart, Nilsson & Raphael 1968, IEEE Trans. SSC 4(2), pp. 100-107)."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from math import dist, inf

from tour.way.network import Network, Step


@dataclass(frozen=True, slots=True)
class Found:
    """A way through the network."""

    nodes: tuple[int, ...]
    steps: tuple[Step, ...]
    """One fewer than nodes."""


def search(net: Network, start: int, end: int) -> Found | None:
    """Return the cheapest way from node *start* to node *end*; None where there is none.

    Of ways that cost the same, always the same one: by the ids of the nodes, not by the order they were read in.
    """
    goal = net.points[end]
    best: dict[int, float] = {start: 0.0}
    came: dict[int, tuple[int, Step]] = {}
    open_nodes = [(dist(net.points[start], goal), start)]
    done: set[int] = set()
    while open_nodes:
        _, node = heappop(open_nodes)
        if node == end:
            return _traced(came, start, end)
        if node in done:
            continue
        done.add(node)
        for step in net.steps.get(node, ()):
            # To the micrometre, so that sums of the same steps in another order are the same.
            cost = round(best[node] + step.cost, 6)
            known = best.get(step.to, inf)
            if cost < known or (cost == known and step.to not in done and step.to in came and node < came[step.to][0]):
                best[step.to] = cost
                came[step.to] = node, step
                heappush(open_nodes, (round(cost + dist(net.points[step.to], goal), 6), step.to))
    return None


def _traced(came: dict[int, tuple[int, Step]], start: int, end: int) -> Found:
    nodes, steps = [end], []
    while nodes[-1] != start:
        before, step = came[nodes[-1]]
        nodes.append(before)
        steps.append(step)
    return Found(tuple(reversed(nodes)), tuple(reversed(steps)))
