"""What the preview of a CSV upload tells before anything is replaced."""

from tests.knowledge.conftest import Knowledge


async def test_a_preview_names_the_edited_rows_that_the_upload_would_overwrite(csv_base: Knowledge) -> None:
    await csv_base.put_csv(b"id,content\na,First\nb,Second")
    chunk = (await csv_base.http.get(f"{csv_base.path}/chunks/a")).json()
    headers = {"If-Match": f'"{chunk["revision"]}"'}
    await csv_base.http.patch(f"{csv_base.path}/chunks/a", json={"content": "First, by hand"}, headers=headers)
    preview = (await csv_base.put_csv(b"id,content\na,Other\nb,Second", dryRun="true")).json()
    assert (preview["changed"], preview["edited"]) == (1, ["a"])
    replaced = (await csv_base.put_csv(b"id,content\na,Other\nb,Second", overwriteEdits="true")).json()
    assert replaced["edited"] == ["a"]
