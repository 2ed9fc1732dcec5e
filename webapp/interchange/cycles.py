"""Circles in a graph of dependencies."""

from collections.abc import Mapping, Sequence

Graph = Mapping[str, Sequence[str]]


def cycles(graph: Graph) -> list[list[str]]:
    """The groups of nodes that depend on each other in a circle, or on themselves, in the order of `graph`.

    Tarjan's strongly connected components, without recursion, so that a long chain does no harm.
    """
    places = {node: place for place, node in enumerate(graph)}
    found = [sorted(group, key=places.__getitem__) for group in _components(graph)]
    circular = [group for group in found if len(group) > 1 or group[0] in graph[group[0]]]
    return sorted(circular, key=lambda group: places[group[0]])


def _components(graph: Graph) -> list[list[str]]:
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    components: list[list[str]] = []
    for root in graph:
        work = [(root, iter(graph[root]))] if root not in index else []
        while work:
            node, successors = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                waiting.append(node)
            after = next(successors, None)
            if after is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    components.append(_cut(waiting, node))
            elif after not in index:
                work.append((after, iter(graph[after])))
            elif after in waiting:
                low[node] = min(low[node], index[after])
    return components


def _cut(waiting: list[str], node: str) -> list[str]:
    start = waiting.index(node)
    component = waiting[start:]
    del waiting[start:]
    return component
