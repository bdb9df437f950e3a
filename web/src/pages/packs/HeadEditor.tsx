// Which version a draft is to be, from which day, and what it is called.

import { Input } from "antd";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { anchorOf, todayInShanghai, type Pack } from "./model";
import type { Keeper } from "./useKeeper";
import { words } from "./words";

export function HeadEditor({ pack, editable, change }: { pack: Pack; editable: boolean; change: Keeper["change"] }) {
  const w = useWords(words);
  const put = (key: string, part: Partial<Pack>) => change(key, (before) => ({ ...before, ...part }));
  return (
    <Card title={w("tabHead")}>
      <div className="pack-head-grid">
        <label className="pack-label" id={anchorOf("version")}>{w("version")}<Input disabled={!editable} value={pack.version} maxLength={30} onChange={(e) => e.target.value.trim() && put("version", { version: e.target.value })} /></label>
        <label className="pack-label" id={anchorOf("effective_from")}>{w("day")}<Input disabled={!editable} type="date" min={todayInShanghai()} value={pack.effective_from} onChange={(e) => e.target.value && put("effective_from", { effective_from: e.target.value })} /></label>
        <label className="pack-label">{w("titleZh")}<Input disabled={!editable} value={pack.title.zh} onChange={(e) => put("title", { title: { ...pack.title, zh: e.target.value } })} /></label>
        <label className="pack-label">{w("titleEn")}<Input disabled={!editable} value={pack.title.en} onChange={(e) => put("title", { title: { ...pack.title, en: e.target.value } })} /></label>
      </div>
    </Card>
  );
}
