// SPDX-License-Identifier: Apache-2.0
/**
 * A voice for a report: recorded here or taken from a file. Where the browser seals, it is bare samples before it leaves, and in this
 * window's memory alone until then; otherwise a WAV file goes with the form.
 */
import { type RefObject, useEffect, useRef, useState } from 'react'
import { MOST_VOICE, MOST_VOICE_FILE, mixed, VOICE_RATE, voiceOf } from '#health/safeguards/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { Stack } from '../../kit/layout/layout.tsx'
import { Sound, type Voice } from './sound.tsx'
import { useReport } from './words.ts'

/** Whatever a browser can play, as bare samples. */
const voiceIn = async (blob: Blob): Promise<Voice> => {
  const audio = await new OfflineAudioContext(1, 1, VOICE_RATE).decodeAudioData(await blob.arrayBuffer())
  return voiceOf(mixed(Array.from({ length: audio.numberOfChannels }, (_, channel) => audio.getChannelData(channel))))
}

interface Recording {
  stop(): void
}

/** Records until stopped, three minutes at most; answers nothing where it was left. */
const record = async (onDone: (blob: Blob) => void): Promise<Recording> => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const timer = setTimeout(stop, MOST_VOICE * 1000)
  recorder.onstop = () => {
    clearTimeout(timer)
    for (const track of stream.getTracks()) track.stop()
    onDone(new Blob(parts))
  }
  recorder.start()
  return { stop }
}

interface Props {
  voice: Voice | null
  onVoice(voice: Voice | null): void
  /** Whether this browser seals, and can so take anything that it plays. */
  seals: boolean
  isRefused: boolean
  /** What stops a recording that is being made: sent with it running, it would be lost. */
  running: RefObject<(() => void) | null>
}

export function VoiceField({ voice, onVoice, seals, isRefused, running }: Props) {
  const { t } = useReport()
  const [state, setState] = useState<'idle' | 'on' | 'none' | 'unreadable'>('idle')
  const recording = useRef<Recording>(undefined)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      recording.current?.stop()
    }
  }, [])
  const take = (blob: Blob) => {
    running.current = null
    return voiceIn(blob).then(
      (taken) => {
        if (isGone.current) return
        onVoice(taken.length > 0 ? taken : null)
        setState('idle')
      },
      () => {
        if (!isGone.current) setState('unreadable')
      },
    )
  }
  const begin = () =>
    record((blob) => void take(blob)).then(
      (begun) => {
        recording.current = begun
        if (isGone.current) begun.stop()
        else {
          running.current = begun.stop
          setState('on')
        }
      },
      () => setState('none'),
    )
  const minutes = MOST_VOICE / 60
  const fault = isRefused || state === 'unreadable' ? t('report.problem.voice') : undefined
  return (
    <Stack>
      <h3>{t('report.voiceTitle')}</h3>
      <p>{t('report.voice')}</p>
      {seals && !voice && (
        <div className="row">
          <Button
            type="button"
            look="quiet"
            onClick={() => {
              if (state === 'on') recording.current?.stop()
              else void begin()
            }}
          >
            {t(state === 'on' ? 'report.voiceStop' : 'report.voiceRecord')}
          </Button>
          <span role="status">
            {state === 'on' && t('report.voiceOn', { minutes })}
            {state === 'none' && t('report.voiceNone')}
          </span>
        </div>
      )}
      {voice && (
        <>
          <p className="quiet">{t('report.voiceHear')}</p>
          <Sound voice={voice} label={t('report.voiceHear')} />
          <div>
            <Button type="button" look="quiet" onClick={() => onVoice(null)}>
              {t('report.voiceDrop')}
            </Button>
          </div>
        </>
      )}
      {!voice && state !== 'on' && (
        <FileField
          key={seals ? 'here' : 'there'}
          name="voice"
          label={t('report.voiceFile')}
          hint={t(seals ? 'report.voiceFileHere' : 'report.voiceFileThere', { minutes })}
          error={fault}
          accept={seals ? 'audio/*' : '.wav'}
          most={MOST_VOICE_FILE}
          {...(seals && {
            onChoose: ([file]: File[]) => {
              if (file) void take(file)
            },
          })}
        />
      )}
    </Stack>
  )
}
