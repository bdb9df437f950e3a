// Records that somebody was approached over a review. What is sent is final.

import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate } from "react-router";
import { ActionForm } from "../../form/ActionForm";
import { LobbyService } from "../../gen/yanlu/review/v1/lobby_pb";
import { useWords } from "../../i18n/words";
import { Card } from "../../ui/Card";
import { Page } from "../../ui/Page";
import { words } from "./words";

export function RecordContact() {
  const w = useWords(words);
  const go = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return (
    <Page title={w("record")} hint={w("recordHint")}>
      <div style={{ maxWidth: 760 }}><Card>
        <ActionForm
          method={LobbyService.method.recordContact} name={w("record")}
          onDone={(receipt) => {
            void queries.invalidateQueries();
            void message.success(w("recorded"));
            void go(`/dockets/${receipt.docket?.id ?? ""}`);
          }}
        />
      </Card></div>
    </Page>
  );
}
