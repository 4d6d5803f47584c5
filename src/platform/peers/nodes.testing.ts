// SPDX-License-Identifier: Apache-2.0
/** Starts nodes as processes of their own and speaks with them. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { NodeDoes, NodeSettings } from './node.testing.ts'

export type RunningNode = NodeDoes & {
  process: ChildProcess
  /** Resolves when it has stored a request and does not answer. */
  hung: Promise<void>
  kill(): Promise<void>
}

interface Said {
  id?: number
  value?: unknown
  error?: string
  ready?: boolean
  hung?: boolean
}

export const startNode = async (settings: NodeSettings): Promise<RunningNode> => {
  const child = fork(join(import.meta.dirname, 'node.testing.ts'), [JSON.stringify(settings)], {
    serialization: 'advanced',
    execArgv: [],
  })
  const asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  const hung = new Promise<void>((resolve) => child.on('message', (said: Said) => said.hung && resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (said: Said) => said.ready && resolve())
    child.on('exit', (code) => reject(new Error(`The node ended with ${code}.`)))
  })
  child.on('message', ({ id = 0, value, error }: Said) => {
    if (error === undefined) asked.get(id)?.resolve(value)
    else asked.get(id)?.reject(new Error(error))
  })
  await ready
  const ask = (what: string, args: unknown[]) =>
    new Promise((resolve, reject) => {
      last += 1
      asked.set(last, { resolve, reject })
      child.send({ id: last, what, args })
    })
  const kill = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const own = { process: child, hung, kill }
  return new Proxy(own, {
    get: (target, name: string) =>
      name === 'then' // no promise
        ? undefined
        : name in target
          ? target[name as keyof typeof own]
          : (...args: unknown[]) => ask(name, args),
  }) as unknown as RunningNode
}
