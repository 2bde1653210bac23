package org.drey.alerts.source;

/**
 * The place of a line in its file.
 *
 * @param number from 1
 * @param offset of its first byte
 * @param length in bytes, without its end
 * @param isEnded whether a line break follows; a last line without one may be still being written
 */
public record LinePlace(long number, long offset, long length, boolean isEnded) {
  /** Returns where the line after it begins. */
  long end() {
    return offset + length + (isEnded ? 1 : 0);
  }
}
