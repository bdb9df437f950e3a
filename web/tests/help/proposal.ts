// A complete proposal, by the paths of the form.

import type { Json } from "./api";

const row = (cells: Json): Json[] => [cells];

export function proposal(pi: string): Json {
  return {
    "cover.subject_name": "长寿命高分子材料关键技术研究", "cover.call_ref": "2026 年度第一批", "cover.host_institution": "申报单位", "cover.pi": pi,
    "cover.term": { from: "2027-01-01", to: "2028-12-31" }, "cover.filed_on": "2026-11-24",
    "basics.overall_goal": "形成可中试的成套技术。", "basics.base_code": "NM-03",
    "basics.targets": row({ kind: "technical", name: "使用寿命", target: "2000", method: "第三方检测" }),
    "units.lead_unit": row({ name: "申报单位", uscc: "91000000YANLU00020" }),
    "body.summary": "项目摘要。", "body.state_of_art": "国内外研究水平。", "body.content_innovation": "研究内容与创新点。", "body.foundation": "前期基础。",
    "body.schedule": row({ from: "2027-01-01", to: "2027-12-31", task: "小试", result: "工艺包" }),
    "results.outputs": row({ kind: "发明专利", quantity: 2 }),
    "budget.sources": [{ source: "requested", amount: 20_000_000 }, { source: "own", amount: 40_000_000 }],
    "budget.spending": [{ subject: "equipment", fiscal: 10_000_000, own: 20_000_000 }, { subject: "operating", fiscal: 10_000_000, own: 20_000_000 }],
    "people.pi_detail": row({ name: pi, degree: "博士", title: "高级工程师", field: "材料", unit: "申报单位", duty: "总负责" }),
    "people.team": row({ name: "王工", title: "工程师", field: "材料", duty: "实验", unit: "申报单位" }),
    "compliance.other_fiscal_support": "无", "compliance.pledge": "同意申报并承诺配套。", "compliance.ethics": false, "compliance.secrecy": false,
  };
}
