// The budget’s two sides as they are typed: sums, shares, and where they differ.

import { Alert } from "antd";
import { useMoney } from "../../format/unit";
import type { FormField } from "../../gen/yanlu/docket/v1/docket_pb";
import { useSpeak } from "../../i18n";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { keyOf, showValue } from "../field";
import type { Content } from "../merge";
import { budgetOf, type Line } from "../sums";
import { words } from "../words";

function Side({ title, lines, total, column }: { title: string; lines: Line[]; total: bigint; column: FormField | undefined }) {
  const w = useWords(words);
  const { language } = useSpeak();
  const money = useMoney();
  return (
    <table className="sums">
      <caption>{title}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.name} data-line={line.name}>
            <th scope="row">{line.name ? showValue(column, line.name, language) : w("unnamed")}</th>
            <td className="num">{money.amount(line.sum)}</td>
            <td className="num muted">{(line.share / 10).toFixed(1)}%</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">{w("total")}（{money.unitWord}）</th><td className="num"><strong>{money.amount(total)}</strong></td><td /></tr></tfoot>
    </table>
  );
}

export function BudgetCard({ content, fields }: { content: Content; fields: FormField[] }) {
  const w = useWords(words);
  const money = useMoney();
  const budget = budgetOf(content);
  if (!budget) return null;
  const column = (path: string, key: string) => fields.find((field) => field.path === path)?.columns.find((one) => keyOf(one) === key);
  const both = budget.sources.length > 0 && budget.spending.length > 0;
  return (
    <Card title={w("budget")} level="h3" label={w("budget")}>
      <div className="sums-pair">
        <Side title={w("sources")} lines={budget.sources} total={budget.total} column={column("budget.sources", "source")} />
        <Side title={w("spending")} lines={budget.spending} total={budget.spent} column={column("budget.spending", "subject")} />
      </div>
      <div className="stack" role="status" data-balanced={both && budget.gaps.length === 0}>
        {both && budget.gaps.length === 0 && <span className="good">{w("balanced")}</span>}
        {budget.gaps.map((gap) => {
          const by = gap.left > gap.right ? gap.left - gap.right : gap.right - gap.left;
          return <Alert key={gap.where} type="warning" showIcon data-gap={gap.where} title={w(`gap_${gap.where}`, { left: money.show(gap.left), right: money.show(gap.right), by: money.show(by) })} />;
        })}
      </div>
    </Card>
  );
}
