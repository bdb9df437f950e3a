// Signing in, with the demo accounts at hand where the server offers them.

import { App, Button, Card, Form, Input, type FormInstance } from "antd";
import { useState } from "react";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";
import { identity } from "../../api/clients";
import { LanguageSwitch } from "../../app/LanguageSwitch";
import { useChangeSession, useSession } from "../../app/session";
import { useSpeak } from "../../i18n";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { DemoAccounts, useDemoAccounts } from "./DemoAccounts";

type Credentials = { login: string; password: string };

/** Only a path of this portal is a place to go on to. */
function placeOf(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/queue";
}

function Fields({ form, onSignedIn }: { form: FormInstance<Credentials>; onSignedIn: (c: Credentials) => Promise<void> }) {
  const { t } = useSpeak();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = async (credentials: Credentials) => {
    setBusy(true);
    setError(undefined);
    try {
      await onSignedIn(credentials);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<Credentials> form={form} name="sign-in" layout="vertical" requiredMark={false} onFinish={(c) => void send(c)}>
      <Form.Item name="login" label={t("auth.login")} rules={[{ required: true, message: t("refusal.required", { label: t("auth.login") }) }]}>
        <Input autoComplete="username" autoFocus size="large" />
      </Form.Item>
      <Form.Item name="password" label={t("auth.password")} rules={[{ required: true, message: t("refusal.required", { label: t("auth.password") }) }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {error !== undefined && <div style={{ marginBottom: 16 }}><ProblemAlert error={error} /></div>}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>{t("auth.signIn")}</Button>
    </Form>
  );
}

export function SignIn() {
  const { t } = useSpeak();
  const { me } = useSession();
  const change = useChangeSession();
  const go = useNavigate();
  const [query] = useSearchParams();
  const [form] = Form.useForm<Credentials>();
  const demo = useDemoAccounts();
  const { message } = App.useApp();
  const next = placeOf(query.get("next"));
  if (me) return <Navigate to={next} replace />;

  const signIn = async (credentials: Credentials) => {
    const answer = await identity.signIn(credentials);
    change(answer.me ?? null);
    void message.destroy();
    await go(next, { replace: true });
  };
  return (
    <main className="center">
      <div className={demo.length > 0 ? "sign-in with-demo" : "sign-in"}>
        <Card>
          <div className="between">
            <span className="frame-brand"><img src="/mark.svg" alt="" width={32} height={32} />{t("product")}</span>
            <LanguageSwitch />
          </div>
          <h1 style={{ fontSize: 20 }}>{t("auth.title")}</h1>
          <p className="muted">{t("tagline")}</p>
          {query.get("next") && <p>{t("auth.needed")}</p>}
          <Fields form={form} onSignedIn={signIn} />
          <p className="muted small" style={{ marginTop: 16 }}>
            {t("auth.publicHint")} <Link to="/calls">{t("nav.calls")}</Link> · <Link to="/notices">{t("nav.notices")}</Link> · <Link to="/join-experts">{t("auth.joinExperts")}</Link>
          </p>
        </Card>
        {demo.length > 0 && <DemoAccounts accounts={demo} onPick={({ login, password }) => form.setFieldsValue({ login, password })} />}
      </div>
    </main>
  );
}
