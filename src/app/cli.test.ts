// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const CLI = join(import.meta.dirname, 'cli.ts')
const environment = { ...process.env, DATA: join(folder, 'data'), LANG: 'en_GB.UTF-8', LC_ALL: '' }

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    env: environment,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { status, stdout, stderr }
}
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const rows = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const idsOf = (row: { findings: { id: string }[] }) => [...new Set(row.findings.map((finding) => finding.id))]

test('one line is answered for a reader, or as JSON for a machine', () => {
  const text = '25 kg PMK ethyl glycidate, CAS 28578-16-7'
  const read = run('match', text)
  expect(read.status).toBe(3)
  expect(read.stdout).toContain('1988 Table I (INT) since 2024 [not checked]')
  const [row] = rows(run('match', text, '--json').stdout)
  expect(row).toMatchObject({ line: 1, text })
  expect(row.findings).toContainEqual(
    expect.objectContaining({ id: '3-4-mdp-2-p-ethyl-glycidate', kind: 'listed', by: 'cas', span: [31, 41] }),
  )
})

test('a firm’s orders and a bank’s payments are judged here, by the red flags that ship or by others', () => {
  const orders = join(import.meta.dirname, '../supply/suspicions/orders/examples.csv')
  const read = run('watch', '--orders', orders)
  expect(read.status).toBe(3)
  expect(read.stdout).toContain('HOLD   A-1006, Global Fine Trade')
  expect(read.stdout).toContain('6 judged, 1 to look at, 0 problems')
  const told = rows(run('watch', '--orders', orders, '--json').stdout)
  expect(told.map(({ ref, outcome }) => [ref, outcome])).toContainEqual(['A-1006', 'hold'])
  const paid = Array.from({ length: 12 }, (_, i) => `${i},2026-03-0${(i % 5) + 1},200,sender ${i},mule`)
  const payments = [
    'payment,at,amount,from_account,to_account',
    ...paid,
    'out,2026-03-06,2300,mule,boss',
    'x,soon,1,a,b',
  ]
  const found = run('watch', '--payments', file('payments.csv', payments.join('\n')))
  expect(found).toMatchObject({ status: 3, stderr: expect.stringContaining('Line 15: not valid: at') })
  expect(found.stdout).toContain('T-FUNNEL')
  file('typologies.json', '[]')
  expect(run('watch', '--orders', orders, '--rules', folder)).toMatchObject({ status: 0 })
  for (const args of [['watch'], ['watch', '--orders', 'none.csv'], ['watch', '--payments', orders, '--country', 'qq']])
    expect(run(...args).status).toBe(2)
})

test('nothing found is said as such, in French to a French reader', () => {
  const { status, stdout } = spawnSync(process.execPath, [CLI, 'match', 'une chaise de jardin'], {
    env: { ...environment, LANG: 'fr_FR.UTF-8' },
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  expect(stdout).toContain('Rien trouvé ici')
})

test('a molecule is judged, and one that is none is refused', () => {
  expect(run('match', '--molecule', 'CC(=O)OC(C)=O').stdout).toContain('Acetic anhydride')
  const bad = run('match', '--molecule', 'C1CC')
  expect([bad.status, bad.stdout]).toEqual([2, ''])
  expect(bad.stderr).toContain('could not be read')
})

test('a CSV with mixed line ends gives one JSON line for each data row', () => {
  const path = file('orders.csv', 'id,text\r\n1,"ketamine,\npure"\n2,a garden chair\r3,CAS 50-36-2\n')
  const { status, stdout, stderr } = run('match', path, '--column', 'text')
  expect(status).toBe(3)
  expect(rows(stdout).map((row) => [row.line, idsOf(row)])).toEqual([
    [1, ['ketamine']],
    [2, []],
    [3, ['cocaine']],
  ])
  expect(stderr).toContain('3 rows, 2 with findings, 0 not readable')
})

test.each([
  ['en', 'heroin\n', '1 row, 1 with findings, 0 not readable'],
  ['en', 'heroin\nchair\n', '2 rows, 1 with findings, 0 not readable'],
  ['fr', 'heroin\n', '1 ligne, 1 avec résultats, 0 illisible'],
  ['fr', 'heroin\nchair\n', '2 lignes, 1 avec résultats, 0 illisible'],
])('what was counted is said as a reader of %s counts: %j', (language, input, said) => {
  const env = { ...environment, LANG: `${language}.UTF-8` }
  const { stderr } = spawnSync(process.execPath, [CLI, 'match', '-'], { env, encoding: 'utf8', input })
  expect(stderr.trim()).toBe(said)
})

test('JSON lines, plain lines and molecules are files too', () => {
  const json = file('posts.jsonl', '{"text":"ergotamine"}\n{"text":"a chair"}\nnonsense\n')
  const answer = run('match', json, '--column', 'text')
  expect(rows(answer.stdout).map((row) => row.error?.code ?? idsOf(row))).toEqual([['ergotamine'], [], 'bad-json'])
  const plain = spawnSync(process.execPath, [CLI, 'match', '-', '--format', 'csv'], {
    env: environment,
    encoding: 'utf8',
    input: 'a chair\nsafrole\n',
  })
  expect(plain.stdout.split('\n')[1]).toMatch(/^2,safrole,safrole,listed/)
  const molecules = file('library.csv', 'name,smiles\nx,CC(=O)OC(C)=O\ny,C1CC\nz,CCO\n')
  const judged = run('match', molecules, '--structure', 'smiles')
  expect(rows(judged.stdout).map((row) => row.error?.code ?? idsOf(row))).toEqual([
    ['acetic-anhydride'],
    'unreadable',
    [],
  ])
  expect(judged.stderr).toContain('Row 2')
  expect(judged.stderr).toContain('Line 3')
})

test.each([
  [['match', 'nowhere.csv', '--column', 'x'], 'There is no file "nowhere.csv"'],
  [['match'], 'match what?'],
  [['match', 'x', '--on', '2024-02-30'], 'not a day'],
  [['match', 'x', '--format', 'pdf'], 'it is jsonl or csv'],
  [['match', 'x', '--nonsense'], '--nonsense'],
  [['sing'], '"sing" is not a command'],
  [['reference', 'import'], 'reference import FILE'],
  [['match', 'ordesr.csv'], 'There is no file "ordesr.csv"'],
  [['match', folder], 'is not a file'],
  [['match', 'acetic anhydride', '--in', 'France'], '--in France'],
  [['match', 'x', '--encoding', 'klingon'], '--encoding klingon'],
])('bad use is said and ends with 2: %j', (args, said) => {
  const { status, stdout, stderr } = run(...args)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(said)
})

test('the output never overwrites the input', () => {
  const path = file('same.csv', 'text\nketamine\n')
  const { status, stderr } = run('match', path, '--column', 'text', '--out', path)
  expect([status, readFileSync(path, 'utf8')]).toEqual([2, 'text\nketamine\n'])
  expect(stderr).toContain('would overwrite the input')
})

test('jurisdictions are taken in any case, and a quiet one is named', () => {
  expect(run('match', 'acetic anhydride', '--in', 'int').stdout).toContain('1988 Table I (INT)')
  expect(run('match', 'acetic anhydride', '--in', 'FR').stdout).toContain('no control known here in FR on this date')
})

test('bad use is said in French to a French reader', () => {
  const { stderr } = spawnSync(process.execPath, [CLI, 'match', file('f.csv', 'a\n1\n'), '--column', 'b'], {
    env: { ...environment, LANG: 'fr_FR.UTF-8' },
    encoding: 'utf8',
  })
  expect(stderr).toContain('Il n’y a pas de colonne « b ». Les colonnes sont : a.')
})

test('of columns that share a name none is chosen silently; the others are taken', () => {
  const path = file('twice.csv', 'note,text,note\nheroin,cocaine,morphine\n')
  const { status, stdout, stderr } = run('match', path, '--column', 'note')
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('Columns 1, 3 are all named "note"')
  expect(rows(run('match', path, '--column', 'text').stdout).map(idsOf)).toEqual([['cocaine']])
})

test('a row that lacks the column is told, and so is a file in UTF-16', () => {
  const short = run('match', file('short.csv', 'a,text\n1,heroin\n2\n'), '--column', 'text')
  expect(rows(short.stdout).map((row) => row.error?.code ?? idsOf(row))).toEqual([['heroin'], 'no-value'])
  const wide = run('match', file('wide.csv', Buffer.from('\uFEFFa,text\n1,heroin\n', 'utf16le')), '--column', 'text')
  expect(wide.status).toBe(2)
  expect(wide.stderr).toContain('UTF-16')
})

test('standard input is never gone on with: it cannot be read again', () => {
  const out = join(folder, 'stdin.jsonl')
  writeFileSync(out, 'older\n')
  writeFileSync(`${out}.resume`, '{"run":"x"}')
  const { status } = spawnSync(process.execPath, [CLI, 'match', '-', '--out', out], {
    env: environment,
    input: 'heroin\n',
  })
  expect([status, rows(readFileSync(out, 'utf8')).length, existsSync(`${out}.resume`)]).toEqual([3, 1, false])
})

test('a column that is missing, an empty file: refused, and an older output is left alone', () => {
  const out = file('kept.jsonl', 'older\n')
  const missing = run('match', file('a.csv', 'a,b\n1,2\n'), '--column', 'c', '--out', out)
  expect([missing.status, readFileSync(out, 'utf8')]).toEqual([2, 'older\n'])
  expect(missing.stderr).toContain('There is no column "c". The columns are: a, b.')
  const empty = run('match', file('empty.csv', ''), '--column', 'c')
  expect(empty.status).toBe(2)
  expect(empty.stderr).toContain('empty')
})

test('a line of 100 MB and bytes that are no UTF-8 are told with their line; the rest is answered', async () => {
  const path = join(folder, 'long.csv')
  const stream = createWriteStream(path)
  stream.write('text\nheroin\n')
  const million = Buffer.alloc(1 << 20, 'heroin ')
  for (let i = 0; i < 100; i++) if (!stream.write(million)) await once(stream, 'drain')
  stream.end(Buffer.concat([Buffer.from('\ncocaine\n'), Buffer.from([0xff, 0xc0]), Buffer.from('\nmorphine\n')]))
  await once(stream, 'finish')
  const { status, stdout, stderr } = run('match', path, '--column', 'text')
  expect(status).toBe(3)
  const answers = rows(stdout).map((row) => row.error?.code ?? idsOf(row)[0])
  expect(answers).toEqual(['heroin', 'too-long', 'cocaine', 'bad-encoding', 'morphine'])
  expect(stderr).toContain('Row 2 could not be read. Line 3')
})

test('a run that is killed goes on where it stopped: every row once, in order', async () => {
  const path = file('big.csv', 'text\n')
  for (let block = 0; block < 100; block++)
    appendFileSync(
      path,
      Array.from(
        { length: 5000 },
        (_, i) => `order ${block * 5000 + i} ${i % 50 ? 'garden chair' : 'ketamine'}\n`,
      ).join(''),
    )
  const out = join(folder, 'big.jsonl')
  const args = [CLI, 'match', path, '--column', 'text', '--out', out]
  let kills = 0
  for (;;) {
    const child = spawn(process.execPath, args, { env: environment, stdio: 'ignore' })
    const ended = once(child, 'exit')
    const remembered = kills < 3 && (await Promise.race([ended.then(() => false), marked(out, kills)]))
    if (!remembered) {
      expect((await ended)[0]).toBe(3)
      break
    }
    child.kill('SIGKILL')
    await ended
    kills++
  }
  expect(existsSync(`${out}.resume`)).toBe(false)
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
  expect(lines.length).toBe(500_000)
  expect(lines.every((line, index) => line.startsWith(`{"line":${index + 1},`))).toBe(true)
})

/** Resolves true when the run has newly remembered how far it came. */
const marked = async (out: string, kills: number): Promise<boolean> => {
  const before = existsSync(`${out}.resume`) ? statSync(`${out}.resume`).mtimeMs : 0
  for (let waited = 0; waited < 20_000; waited += 20) {
    if (existsSync(`${out}.resume`) && statSync(`${out}.resume`).mtimeMs > before) return true
    await sleep(20)
  }
  throw new Error(`nothing remembered before kill ${kills + 1}`)
}
