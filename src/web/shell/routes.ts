// SPDX-License-Identifier: Apache-2.0
import { index, layout, type RouteConfig, route } from '@react-router/dev/routes'

export default [
  index('../public/start.ts'),
  layout('../workspace/frame/outside.tsx', [
    route('sign-in', '../workspace/sign-in/sign-in.tsx'),
    route('sign-in/code', '../workspace/sign-in/code.tsx'),
    route('sign-in/second', '../workspace/sign-in/second.tsx'),
    route('sign-in/recover', '../workspace/sign-in/recover.tsx'),
    route('sign-in/reset', '../workspace/sign-in/reset.tsx'),
    route('invitation/:token', '../workspace/invitation.tsx'),
    route('demonstration', '../workspace/demonstration.tsx'),
    route('demonstration/mailbox', '../workspace/mailbox/mailbox.tsx'),
    route('demonstration/mailbox/:letter', '../workspace/mailbox/letter.tsx'),
    route('kit', '../workspace/gallery/all.tsx'),
    route('kit/:component', '../workspace/gallery/one.tsx'),
  ]),
  layout('../workspace/frame/inside.tsx', [
    route('inbox', '../workspace/inbox.tsx'),
    route('account', '../workspace/account/account.tsx'),
    layout('../admin/frame.tsx', [
      route('administration', '../admin/people/people.tsx'),
      route('administration/approvals', '../admin/approvals.tsx'),
      route('administration/organisations', '../admin/organisations/organisations.tsx'),
      route('administration/keys', '../admin/keys.tsx'),
      route('administration/delegations', '../admin/delegations.tsx'),
      route('administration/compartments', '../admin/compartments.tsx'),
      route('administration/ledger/:compartment', '../admin/ledger/ledger.tsx'),
      route('administration/*', '../admin/missing.ts'),
    ]),
    route('notices', '../commons/notices/list.tsx'),
    route('notices/new', '../commons/notices/new.tsx'),
    route('notices/:id', '../commons/notices/notice.tsx'),
  ]),
  route('administration/ledger/:compartment/proof/:line', '../admin/ledger/proof.ts'),
  route('desk', '../workspace/frame/desk.ts'),
  route('language', '../workspace/frame/language-choice.ts'),
  route('sign-out', '../workspace/frame/sign-out.ts'),
  route(':lang', '../public/frame.tsx', [
    index('../public/home.tsx'),
    route('substances', '../public/substances.tsx'),
    route('substances/:id', '../public/substance.tsx'),
    route('bench', '../public/bench.tsx'),
    route('api', '../public/api.tsx'),
    route('about', '../public/about.tsx'),
    route('*', '../public/missing.tsx'),
  ]),
] satisfies RouteConfig
