// SPDX-License-Identifier: Apache-2.0
/** For loaders only: a browser receives the messages of its language. */
import en from './messages/en.json'
import fr from './messages/fr.json'

export const oversightMessages = (language: 'en' | 'fr'): object => ({ en, fr })[language]
