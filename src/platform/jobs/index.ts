// SPDX-License-Identifier: Apache-2.0
/** Work for later: typed queues of ids, one set a compartment, added in the caller's transaction (pg-boss). */
export { type Jobs, type OpenJobsPlan, openJobs, type RunningJob } from './jobs.ts'
export { type JobsPlan, makeJobs } from './make.ts'
export { type JobQueue, jobQueue } from './queue.ts'
