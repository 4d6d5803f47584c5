// SPDX-License-Identifier: Apache-2.0
/** Where an invitation's link leads: who you are, then a passkey or a password with a second step. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { RolesApart, Words } from '#platform/accounts/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { ErrorSummary } from '../kit/error-summary/error-summary.tsx'
import { Choice } from '../kit/field/choice.tsx'
import { TextField } from '../kit/field/field.tsx'
import { SecretField } from '../kit/field/secret.tsx'
import { Facts } from '../kit/layout/layout.tsx'
import { Panel } from '../kit/panel/panel.tsx'
import { SelectField } from '../kit/select/select.tsx'
import { languages } from '../public/language.ts'
import { withCookies } from './cookies.ts'
import { languageOf } from './frame/frame-data.ts'
import { isWorkLanguage, workLanguages } from './language.ts'
import { WorkPage } from './page.tsx'
import { WorkProblem } from './problem.tsx'
import { accountsOf, nothingHere } from './who.ts'
import { useWork } from './words.tsx'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const token = params.token ?? ''
  const accounts = accountsOf(context)
  const language = await languageOf({ request, context })
  if (!accounts.invitation) return { token, language, invited: null }
  const invited = await accounts.invitation(token)
  // Used, withdrawn, too old or never sent: one answer.
  if (!invited) throw nothingHere()
  const roles = invited.roles.map((role: Words) => role[language])
  return { token, language: invited.language, invited: { ...invited, roles } }
}

const told = ['expired', 'sign-in-first', 'weak-password'] as const
type Told = (typeof told)[number] | 'not-valid'

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const name = String(form.get('name') ?? '').trim()
  const language = form.get('language')
  const password = String(form.get('password') ?? '')
  // Whoever typed one chose it: lost, the link would be used up and the password never asked for again.
  const byPassword = form.get('way') === 'password' || password !== ''
  const input = {
    token: params.token ?? '',
    name,
    language: isWorkLanguage(language) ? language : await languageOf({ request, context }),
    ...(byPassword && { password }),
  }
  const answer = await accountsOf(context).accept(input, request.headers)
  if (answer.ok)
    throw redirect(`/sign-in/second${byPassword ? '' : '?way=passkey'}`, {
      headers: withCookies(answer.value.setCookie),
    })
  if (answer.refusal.code === 'not-found') throw nothingHere()
  const code = told.find((each) => each === answer.refusal.code)
  const apart = answer.refusal.code === 'roles-apart' ? (answer.refusal as RolesApart).words : null
  return data({ refused: (code ?? 'not-valid') as Told, apart, name, byPassword }, { status: 422 })
}

const places: Partial<Record<Told, string>> = { 'weak-password': 'password', 'not-valid': 'name' }

export default function Invitation() {
  const { token, invited, language } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWork()
  const problem = answer && {
    text: answer.apart?.[language] ?? t(`invitation.refused.${answer.refused}`),
    ...(!answer.apart && places[answer.refused] && { field: places[answer.refused] }),
  }
  return (
    <WorkPage
      title={invited ? t('invitation.title', { organisation: invited.organisation }) : t('invitation.plainTitle')}
      help={t('invitation.help')}
      narrow
    >
      {problem && <ErrorSummary problems={[problem]} />}
      {invited && (
        <Facts
          facts={[
            [t('invitation.organisation'), <bdi key="organisation">{invited.organisation}</bdi>],
            [t('invitation.roles'), invited.roles.join(', ') || t('invitation.noRoles')],
            [t('signIn.email'), <bdi key="email">{invited.email}</bdi>],
          ]}
        />
      )}
      <form method="post" action={`/invitation/${encodeURIComponent(token)}`} className="stack" data-gap="large">
        <Panel title={t('invitation.you')}>
          <TextField
            name="name"
            label={t('account.name')}
            hint={t('account.nameHint')}
            defaultValue={answer?.name}
            autoComplete="name"
            maxLength={200}
            required
          />
          <SelectField
            name="language"
            size="small"
            label={t('frame.language')}
            defaultValue={language}
            options={workLanguages.map((code) => [code, languages[code].name] as const)}
          />
        </Panel>
        <Panel title={t('invitation.how')}>
          <fieldset className="field">
            <legend>{t('invitation.way')}</legend>
            <Choice
              type="radio"
              name="way"
              value="passkey"
              label={t('invitation.byPasskey')}
              defaultChecked={!answer?.byPassword}
            />
            <Choice
              type="radio"
              name="way"
              value="password"
              label={t('invitation.byPassword')}
              defaultChecked={answer?.byPassword ?? false}
            />
          </fieldset>
          <SecretField
            name="password"
            label={t('invitation.password')}
            hint={t('reset.passwordHint')}
            autoComplete="new-password"
            maxLength={128}
            show={t('signIn.show')}
            hide={t('signIn.hide')}
          />
        </Panel>
        <div className="row">
          <Button type="submit">{t('invitation.accept')}</Button>
        </div>
      </form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
