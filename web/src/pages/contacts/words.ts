// Words of the register of undue influence contacts.

import type { Words } from "../../i18n/words";

export const words = {
  title: ["请托登记", "Undue influence register"],
  record: ["登记请托", "Record a contact"],
  none: ["暂无登记", "Nothing is recorded"],
  noneHint: ["有人就评审打招呼、说情或送礼的，请在这里登记。只有登记人本人和纪检监督、审计可以查看。", "If somebody tries to influence a review, record it here. Only you, discipline and audit can see it."],
  recordHint: ["提交后不能修改，同时报告纪检监督；只有您本人和纪检监督、审计可以查看。有书面或实物证据的，请写明并交纪检监督。", "It cannot be changed once sent, and discipline is told. Only you, discipline and audit can see it. Say what evidence there is and hand it to discipline."],
  concerned: ["查看相关档案", "Open the file it concerns"],
  recorded: ["已登记并报告纪检监督", "Recorded; discipline was told"],
} satisfies Words;
