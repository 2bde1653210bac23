package org.drey.edge.icap;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.edge.net.ClientInput;

/** A body in chunks, or a preview of one, of which nothing is kept. */
final class ChunkedBody {
  private static final int BAD_REQUEST = 400;
  private static final int LONGEST_LINE = 1024;
  private static final int MAX_TRAILERS = 50;
  private static final int HEX = 16;
  private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,8})\\s*(?:;.*)?");

  private final Consumer<byte[]> sink;
  private ChunkState next = ChunkState.SIZE;
  private long left;
  private int trailers;

  private enum ChunkState {
    SIZE,
    DATA,
    END_OF_DATA,
    TRAILERS,
    NOTHING
  }

  /** Hands its bytes on without their framing. */
  ChunkedBody(Consumer<byte[]> sink) {
    this.sink = sink;
  }

  /** Takes what is here; whether that was all of it. */
  boolean read(ClientInput in) throws MalformedRequestException {
    while (next != ChunkState.NOTHING) {
      if (next == ChunkState.DATA) {
        data(in);
        if (left > 0) {
          return false;
        }
      } else {
        String line = IcapReader.line(in, LONGEST_LINE);
        if (line == null) {
          return false;
        }
        take(line);
      }
    }
    return true;
  }

  private void data(ClientInput in) {
    byte[] some = in.some(left);
    left -= some.length;
    if (some.length > 0) {
      sink.accept(some);
    }
    next = left > 0 ? ChunkState.DATA : ChunkState.END_OF_DATA;
  }

  private void take(String line) throws MalformedRequestException {
    if (next == ChunkState.SIZE) {
      left = size(line);
      next = left > 0 ? ChunkState.DATA : ChunkState.TRAILERS;
    } else if (line.isEmpty()) {
      next = next == ChunkState.TRAILERS ? ChunkState.NOTHING : ChunkState.SIZE;
    } else if (next == ChunkState.END_OF_DATA || trailers++ == MAX_TRAILERS) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
  }

  private static long size(String line) throws MalformedRequestException {
    Matcher matcher = SIZE.matcher(line);
    if (!matcher.matches()) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    return Long.parseLong(matcher.group(1), HEX);
  }
}
