// Saved views: filters under a name, one’s own and those colleagues share.

import { DeleteOutlined, StarOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Input } from "antd";
import { useRef, useState, type FormEvent } from "react";
import { desk } from "../../api/client/desk";
import { keys } from "../../app/keys";
import { RequestIds } from "../../form/requestId";
import type { View } from "../../gen/yanlu/desk/v1/desk_pb";
import { useWords } from "../../i18n/words";
import { Disclosure } from "../../ui/Disclosure";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { words } from "./words";

type Props = { page: string; query: string; onPick: (query: string) => void };

function SaveForm({ page, query }: Pick<Props, "page" | "query">) {
  const w = useWords(words);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const ids = useRef(new RequestIds());
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const view = { page, name: name.trim(), query, shared };
      return desk.saveView({ ...view, requestId: ids.current.idFor(view) });
    },
    onSuccess: (view) => {
      ids.current.done();
      setName("");
      void message.success(w("viewSaved", { name: view.name }));
      void queries.invalidateQueries({ queryKey: keys.views(page) });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate();
  };
  return (
    <form onSubmit={send} className="stack">
      <Input value={name} maxLength={60} aria-label={w("viewName")} placeholder={w("viewName")} onChange={(event) => setName(event.target.value)} />
      <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>{w("viewShare")}</Checkbox>
      {save.error && <ProblemAlert error={save.error} />}
      <Button htmlType="submit" disabled={!name.trim()} loading={save.isPending}>{w("viewSave")}</Button>
    </form>
  );
}

function ViewLine({ view, current, onPick, onRemove }: { view: View; current: boolean; onPick: () => void; onRemove: () => void }) {
  const w = useWords(words);
  return (
    <li className="view-line">
      <button type="button" className="tool" aria-pressed={current} data-view={view.name} onClick={onPick}>{view.name}</button>
      {view.shared && <span className="muted small">{view.mine ? w("viewShared") : w("viewBy", { who: view.ownerName })}</span>}
      {view.mine && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={w("viewRemove", { name: view.name })} onClick={onRemove} />}
    </li>
  );
}

function Panel({ page, query, onPick, close }: Props & { close: () => void }) {
  const w = useWords(words);
  const queries = useQueryClient();
  const list = useQuery({ queryKey: keys.views(page), queryFn: () => desk.listViews({ page }) });
  const remove = useMutation({
    mutationFn: (id: string) => desk.removeView({ id, requestId: crypto.randomUUID() }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.views(page) }),
  });
  const views = list.data?.views ?? [];
  return (
    <>
      {(list.error ?? remove.error) && <ProblemAlert error={list.error ?? remove.error} onRetry={() => void list.refetch()} />}
      {list.data && views.length === 0 && <p className="muted small">{w("viewNone")}</p>}
      <ul className="plain">
        {views.map((view) => (
          <ViewLine
            key={view.id} view={view} current={view.query === query} onRemove={() => remove.mutate(view.id)}
            onPick={() => {
              onPick(view.query);
              close();
            }}
          />
        ))}
      </ul>
      <SaveForm page={page} query={query} />
    </>
  );
}

export function Views(props: Props) {
  const w = useWords(words);
  return <Disclosure label={w("views")} className="tool tool-strong" button={<><StarOutlined /> {w("views")}</>}>{(close) => <Panel {...props} close={close} />}</Disclosure>;
}
