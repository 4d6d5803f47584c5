// SPDX-License-Identifier: Apache-2.0
/** What a person is told whose network sent more forms than a person does: in their language, and that nothing is lost by waiting. */
import type { Context } from 'hono'

const WORDS: Record<string, { dir: 'ltr' | 'rtl'; title: string; text(minutes: number): string }> = {
  en: {
    dir: 'ltr',
    title: 'Please wait a little',
    text: (minutes) =>
      `Many forms came from your network just now, perhaps from others who share it. Nothing was sent. Wait ${minutes} min, go back to the page before, where what you wrote still stands, and send it again. If somebody is in danger, call the emergency number.`,
  },
  fr: {
    dir: 'ltr',
    title: 'Patientez un peu',
    text: (minutes) =>
      `Beaucoup de formulaires viennent d’arriver de votre réseau, peut-être d’autres personnes qui le partagent. Rien n’a été envoyé. Attendez ${minutes} min, revenez à la page précédente, où ce que vous avez écrit est encore là, et renvoyez. Si quelqu’un est en danger, appelez le numéro d’urgence.`,
  },
  es: {
    dir: 'ltr',
    title: 'Espere un poco',
    text: (minutes) =>
      `Acaban de llegar muchos formularios de su red, quizá de otras personas que la comparten. No se envió nada. Espere ${minutes} min, vuelva a la página anterior, donde sigue lo que escribió, y envíelo de nuevo. Si alguien está en peligro, llame al número de emergencias.`,
  },
  ar: {
    dir: 'rtl',
    title: 'انتظر قليلاً من فضلك',
    text: (minutes) =>
      `وصلت للتو نماذج كثيرة من شبكتك، ربما من آخرين يستخدمونها. لم يُرسل شيء. انتظر ${minutes} دقيقة، ثم عد إلى الصفحة السابقة حيث لا يزال ما كتبته، وأرسله من جديد. إذا كان أحد في خطر فاتصل برقم الطوارئ.`,
  },
  ru: {
    dir: 'ltr',
    title: 'Подождите немного',
    text: (minutes) =>
      `Из вашей сети только что пришло много форм, возможно, от других людей. Ничего не было отправлено. Подождите ${minutes} мин, вернитесь на предыдущую страницу, где написанное вами сохранилось, и отправьте снова. Если кто-то в опасности, звоните в экстренную службу.`,
  },
  zh: {
    dir: 'ltr',
    title: '请稍候',
    text: (minutes) =>
      `您的网络刚刚发来很多表单，可能来自与您共用网络的其他人。没有发送任何内容。请等待${minutes}分钟，返回上一页（您写的内容仍在那里），再次发送。如有人处于危险之中，请拨打紧急电话。`,
  },
}

/** A page without anything else: it is answered before the pages are. Status 429. */
export const sayBusy = (c: Context, seconds: number): Response => {
  const language = c.req.path.split('/')[1] ?? ''
  const known = Object.hasOwn(WORDS, language) ? language : 'en'
  const { dir, title, text } = WORDS[known] as (typeof WORDS)[string]
  const html = `<!doctype html><html lang="${known}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text(Math.ceil(seconds / 60))}</p></main></body></html>`
  return new Response(html, { status: 429, headers: { 'content-type': 'text/html; charset=utf-8' } })
}
