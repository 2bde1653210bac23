package org.drey.edge.icap;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body in chunks, of which nothing is kept. */
final class ChunkedBody {
  private static final int BAD_REQUEST = 400;
  private static final int LONGEST_LINE = 1024;
  private static final int MOST_TRAILERS = 50;
  private static final int HEX = 16;
  private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,8})\\s*(?:;.*)?");

  private ChunkedBody() {}

  /**
   * Reads a body, or a preview of one, to its end, and hands its bytes on without their framing.
   */
  static void read(IcapInput in, IcapInput.Sink sink)
      throws IOException, MalformedRequestException {
    for (long size = size(in); size > 0; size = size(in)) {
      in.pass(size, sink);
      if (!in.line(LONGEST_LINE).isEmpty()) {
        throw new MalformedRequestException(BAD_REQUEST);
      }
    }
    for (int trailers = 0; !in.line(LONGEST_LINE).isEmpty(); trailers++) {
      if (trailers == MOST_TRAILERS) {
        throw new MalformedRequestException(BAD_REQUEST);
      }
    }
  }

  private static long size(IcapInput in) throws IOException, MalformedRequestException {
    Matcher matcher = SIZE.matcher(in.line(LONGEST_LINE));
    if (!matcher.matches()) {
      throw new MalformedRequestException(BAD_REQUEST);
    }
    return Long.parseLong(matcher.group(1), HEX);
  }
}
