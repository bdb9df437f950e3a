// The accounts of the demo data; the server names them only where they exist.

import { useQuery } from "@tanstack/react-query";
import { Button, Card } from "antd";
import { useSpeak } from "../../i18n";

export type DemoAccount = { login: string; name: string; role_zh: string; role_en: string; password: string };

async function ask(): Promise<DemoAccount[]> {
  const response = await fetch("/demo-accounts.json", { credentials: "same-origin" });
  if (!response.ok || !response.headers.get("content-type")?.includes("json")) return [];
  return (await response.json()) as DemoAccount[];
}

export function useDemoAccounts(): DemoAccount[] {
  const { data } = useQuery({ queryKey: ["demo-accounts"], queryFn: ask, staleTime: Infinity, retry: false });
  return data ?? [];
}

export function DemoAccounts({ accounts, onPick }: { accounts: DemoAccount[]; onPick: (account: DemoAccount) => void }) {
  const { t, say } = useSpeak();
  return (
    <Card title={t("auth.demo")} size="small">
      <p className="muted small">{t("auth.demoHint")}</p>
      <div className="demo-list">
        {accounts.map((account) => (
          <Button key={account.login} onClick={() => onPick(account)} style={{ justifyContent: "flex-start", height: "auto", whiteSpace: "normal", textAlign: "left" }}>
            <span><strong>{account.name}</strong> · {say(account.role_zh, account.role_en)} <span className="mono muted">{account.login}</span></span>
          </Button>
        ))}
      </div>
    </Card>
  );
}
