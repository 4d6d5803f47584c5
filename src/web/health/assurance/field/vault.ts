// SPDX-License-Identifier: Apache-2.0
/**
 * What the field mode keeps on a device, encrypted: AES-256-GCM under a key made from a passphrase by PBKDF2-HMAC-SHA-256, which
 * no script can export and which is in memory only while the page is open. docs/decisions/0010 says what this holds against.
 */

/** OWASP’s measure of 2023 for PBKDF2-HMAC-SHA-256. */
const ROUNDS = 600_000
/** Letters of a passphrase at least: whoever holds the device may guess as often as they like. */
export const LEAST = 12

interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  bytes: ArrayBuffer
}
interface Lock {
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  /** A known text: with another passphrase it does not open. */
  probe: Sealed
}

export interface Vault {
  /** Undefined where there is none of this name; throws where it was changed on the disk or belongs elsewhere. */
  read(name: string): Promise<ArrayBuffer | undefined>
  /** Resolves once it is on the disk. */
  write(name: string, bytes: ArrayBuffer): Promise<void>
  remove(names: readonly string[]): Promise<void>
  /** Names that begin so. */
  names(prefix: string): Promise<string[]>
}

const PROBE = 'passerelle-field'
const [DATABASE, SEALED, LOCK] = ['passerelle-field', 'sealed', 'lock']

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    for (const name of [SEALED, LOCK]) request.result.createObjectStore(name)
  }
  return asked(request)
}

/** One transaction, over when it is on the disk. */
const within = async <T>(
  store: string,
  mode: IDBTransactionMode,
  work: (own: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const database = await open()
  try {
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    const over = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    const [result] = await Promise.all([asked(work(transaction.objectStore(store))), over])
    return result
  } finally {
    database.close()
  }
}

const keyOf = async (passphrase: string, { salt, rounds }: Pick<Lock, 'salt' | 'rounds'>): Promise<CryptoKey> => {
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'))
  const base = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** The name is part of what is sealed: nothing on the disk can take the place of something else. */
const sealing = (key: CryptoKey) => {
  const how = (iv: Uint8Array<ArrayBuffer>, name: string) => ({
    ...{ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) },
  })
  return {
    seal: async (name: string, bytes: ArrayBuffer): Promise<Sealed> => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      return { iv, bytes: await crypto.subtle.encrypt(how(iv, name), key, bytes) }
    },
    unseal: ({ iv, bytes }: Sealed, name: string) => crypto.subtle.decrypt(how(iv, name), key, bytes),
  }
}

const vaultOf = (key: CryptoKey): Vault => {
  const { seal, unseal } = sealing(key)
  return {
    read: async (name) => {
      const found = await within<Sealed | undefined>(SEALED, 'readonly', (own) => own.get(name))
      return found && unseal(found, name)
    },
    write: async (name, bytes) => {
      const sealed = await seal(name, bytes)
      await within(SEALED, 'readwrite', (own) => own.put(sealed, name))
    },
    remove: async (names) => {
      for (const name of names) await within(SEALED, 'readwrite', (own) => own.delete(name))
    },
    names: async (prefix) =>
      (await within(SEALED, 'readonly', (own) => own.getAllKeys()))
        .map(String)
        .filter((name) => name.startsWith(prefix)),
  }
}

/** Whether this device has a vault already. */
export const hasVault = async (): Promise<boolean> =>
  (await within<Lock | undefined>(LOCK, 'readonly', (own) => own.get(LOCK))) !== undefined

export const makeVault = async (passphrase: string): Promise<Vault> => {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const key = await keyOf(passphrase, { salt, rounds: ROUNDS })
  const probe = await sealing(key).seal(PROBE, new TextEncoder().encode(PROBE).buffer)
  const lock: Lock = { salt, rounds: ROUNDS, probe }
  await within(LOCK, 'readwrite', (own) => own.add(lock, LOCK))
  return vaultOf(key)
}

/** Undefined where the passphrase is another one. */
export const openVault = async (passphrase: string): Promise<Vault | undefined> => {
  const lock = await within<Lock>(LOCK, 'readonly', (own) => own.get(LOCK))
  const key = await keyOf(passphrase, lock)
  return sealing(key)
    .unseal(lock.probe, PROBE)
    .then(
      () => vaultOf(key),
      () => undefined,
    )
}

/** Everything on this device, gone: the passphrase was forgotten, or the device is given away. */
export const destroyVault = (): Promise<unknown> => asked(indexedDB.deleteDatabase(DATABASE))
