// SPDX-License-Identifier: Apache-2.0
/** What must hold of every table, function and grant in a database of ours; each complaint says what to do. */
import type { Client } from 'pg'

/** Schemas that a library makes and keeps: their tables are its own. */
export const isLibrary = (schema: string) => schema.endsWith('_jobs') || schema === 'accounts_auth'

const ask = async (client: Client, text: string, values: unknown[] = []): Promise<string[]> =>
  (await client.query<{ complaint: string }>(text, values)).rows.map(({ complaint }) => complaint)

const OPEN = `select format('%s.%s has no row-level security: enable and force it.', n.nspname, c.relname) as complaint
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname = any($1) and not (c.relrowsecurity and (c.relforcerowsecurity or c.relname = 'migration'))`

const MUTE = `select format('%s.%s says nothing of itself: COMMENT ON TABLE.', n.nspname, c.relname) as complaint
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm') and n.nspname = any($1) and obj_description(c.oid, 'pg_class') is null`

/** Rights over a whole table that no request needs, and anything granted to everybody. */
const GENEROUS = `select format('%s.%s grants %s to %s: revoke it.', n.nspname, c.relname, a.privilege_type,
    coalesce(r.rolname, 'public')) as complaint
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
  where c.relkind in ('r', 'p', 'v', 'm') and n.nspname = any($1) and a.grantee <> c.relowner
    and (a.grantee = 0 or a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN') or a.is_grantable
      or r.rolname <> 'passerelle_' || n.nspname)`

const CROSSING_KEYS = `select format('%s refers from %s to %s: keep ids, not keys, across compartments.', k.conname, a.nspname, b.nspname)
    as complaint
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace a on a.oid = c.relnamespace
  join pg_class d on d.oid = k.confrelid join pg_namespace b on b.oid = d.relnamespace
  where k.contype = 'f' and a.nspname = any($1) and a.oid <> b.oid`

const CROSSING_VIEWS = `select distinct format('%s.%s looks into %s: no view crosses schemas.', a.nspname, v.relname, b.nspname)
    as complaint
  from pg_rewrite w join pg_class v on v.oid = w.ev_class join pg_namespace a on a.oid = v.relnamespace
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
  join pg_class t on t.oid = d.refobjid join pg_namespace b on b.oid = t.relnamespace
  where a.nspname = any($1) and b.oid <> a.oid and b.nspname not in ('pg_catalog', 'information_schema')`

const CROSSING_FUNCTIONS = `select format('%s.%s names %s: no function crosses schemas.', n.nspname, p.proname, other) as complaint
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join unnest($1::text[]) other
  where n.nspname = any($1) and other <> n.nspname
    and coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) ~ ('\\m' || other || '\\.')`

/** Such a function answers by itself what its caller may not read: it must look only where it stands, for its login only. */
const RAISED = `select format('%s.%s runs as its owner: set its search_path, revoke it from public, say why.', n.nspname, p.proname)
    as complaint
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = any($1) and p.prosecdef and not (
    coalesce(array_to_string(p.proconfig, ' '), '') like '%search_path=%' and obj_description(p.oid, 'pg_proc') is not null
    and p.proacl is not null and not exists (select from aclexplode(p.proacl) a where a.grantee = 0))`

/** Complaints about the schemas of these names; none where all is well. `client` is the cluster's owner. */
export const complaintsAbout = async (client: Client, schemas: readonly string[]): Promise<string[]> => {
  const own = schemas.filter((schema) => !isLibrary(schema))
  const rules = [OPEN, MUTE, GENEROUS, CROSSING_KEYS, CROSSING_VIEWS, CROSSING_FUNCTIONS, RAISED]
  const found: string[] = []
  for (const rule of rules) found.push(...(await ask(client, rule, [own])))
  return found
}
