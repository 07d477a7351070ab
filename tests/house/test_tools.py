"""The tools that judge the whole product, each as one test, so that one command shows all."""

from graphlib import CycleError, TopologicalSorter

import grimp

from tests.house.tree import PRODUCT, run


def test_ruff_finds_nothing_to_complain_about() -> None:
    checked = run("-m", "ruff", "check", "--no-cache", ".")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_file_is_formatted_as_ruff_formats_it() -> None:
    checked = run("-m", "ruff", "format", "--check", "--no-cache", ".")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_value_of_the_product_has_the_type_it_says() -> None:
    checked = run("-m", "mypy")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_room_imports_only_what_its_contract_allows() -> None:
    checked = run("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_module_needs_itself_by_a_detour_not_even_for_types() -> None:
    graph = grimp.build_graph(
        *PRODUCT, include_external_packages=False, exclude_type_checking_imports=False, cache_dir=None
    )
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as cycle:
        raise AssertionError(" -> ".join(cycle.args[1])) from None
    assert len(order) == len(graph.modules)
