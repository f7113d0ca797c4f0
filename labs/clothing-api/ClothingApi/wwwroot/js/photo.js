// A photo made ready in the browser: upright, at most 384 pixels a side, JPEG. The models look at 96 x 96.
import { Problem } from './api.js';

const longestSide = 384;
const quality = 0.85;

/** @returns {Promise<{blob: Blob, width: number, height: number, before: {width: number, height: number, bytes: number}}>} */
export async function prepare(file) {
  if (file.type && !file.type.startsWith('image/')) throw new Problem('not_an_image');
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });   // EXIF: turned as it was taken
  } catch {
    throw new Problem('unreadable');
  }
  const before = { width: bitmap.width, height: bitmap.height, bytes: file.size };
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';   // behind what is transparent
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob) throw new Problem('unreadable');
  return { blob, width: canvas.width, height: canvas.height, before };
}
