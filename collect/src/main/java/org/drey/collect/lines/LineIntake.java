package org.drey.collect.lines;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.drey.collect.feed.AddressText;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.ClientEndpoint;
import org.drey.collect.feed.EventDoor;
import org.drey.collect.feed.ObservedEvent;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.format.FormatReader;
import org.drey.collect.format.ObservedLine;
import org.drey.collect.format.RefusedLineException;
import org.drey.event.EntityKind;
import org.jspecify.annotations.Nullable;

/** The way of the lines of one file or connection to the feeds. For one thread. */
public final class LineIntake implements LineSplitter.LineTaker {
  private final LineFeeds feeds;
  private final FormatReader reader;
  private final LineIds ids = new LineIds();
  private final Map<String, EventDoor> doors = new HashMap<>();
  private boolean isAfterHeads;
  private boolean isFromMiddle;
  private long lines;
  private long lineStart;

  /** The way from a file or connection that is about to be read. */
  LineIntake(LineFeeds feeds) {
    this.feeds = feeds;
    this.reader = feeds.format().open(feeds.clock());
  }

  @Override
  public void take(byte[] line, long position) throws IOException, InterruptedException {
    if (position == 0) {
      ids.first(line);
    }
    lineStart = position;
    take(line, position, null);
  }

  /** Returns where in a source the line is that was read last. */
  String place(String source) {
    String line = isFromMiddle ? "a line" : "line " + lines;
    return "%s of %s (byte %d)".formatted(line, source, lineStart);
  }

  /**
   * Takes a line.
   *
   * @param id of the source, for lines without an id of their own; null to make one of the text
   */
  void take(byte[] line, long position, @Nullable String id)
      throws IOException, InterruptedException {
    lines++;
    feeds.counts().read(feeds.now());
    try {
      Optional<ObservedLine> read = reader.read(line);
      Optional<ObservedLine> seen =
          read.isEmpty() ? read : feeds.sessions().complete(read.get(), feeds.now());
      EventDoor door = seen.map(ObservedLine::stream).map(this::door).orElse(null);
      if (door == null) {
        feeds.counts().filtered();
      } else {
        door.take(event(seen.orElseThrow(), line, position, id));
      }
    } catch (RefusedLineException e) {
      feeds.counts().refused(e.reason());
    } catch (RuntimeException | StackOverflowError e) { // whatever is in a line, it costs that one
      feeds.counts().refused(RefusalReason.INTERNAL);
    }
  }

  @Override
  public void tooLong(long position) {
    lines++;
    lineStart = position;
    feeds.counts().read(feeds.now());
    feeds.counts().refused(RefusalReason.OVERSIZED);
  }

  /** Notes a line of the beginning of a file that is read from its middle on. */
  void first(byte[] line, long position) {
    isFromMiddle = true;
    if (position == 0) {
      ids.first(line);
    }
    isAfterHeads = isAfterHeads || !reader.isHead(line);
  }

  /** Notes a line that was taken before. */
  void before(byte[] line, long position) {
    ids.count(line, position);
  }

  private @Nullable EventDoor door(String stream) {
    return doors.computeIfAbsent(stream, feeds::door);
  }

  private ObservedEvent event(ObservedLine seen, byte[] line, long position, @Nullable String id)
      throws RefusedLineException {
    String own = String.valueOf(seen.event().get("event_id"));
    String made = !own.isEmpty() ? own : id != null ? id : ids.id(line, position);
    boolean isOfText = own.isEmpty() ? id == null : seen.isIdOfText();
    Map<String, ClearValue> clear = new HashMap<>();
    seen.clear()
        .forEach(
            (field, text) ->
                clear.put(field, ClearValue.of(kind(seen.event().getSchema(), field), text)));
    return new ObservedEvent(seen.event(), made, client(seen), clear, isOfText, seen.isOfDay());
  }

  private static EntityKind kind(Schema schema, String field) {
    String entity = schema.getField(field).getProp("entity");
    return entity == null ? EntityKind.UNKNOWN : EntityKind.valueOf(entity); // as of a session
  }

  /** The customer of a line, or a refusal: an address that is none. */
  static @Nullable ClientEndpoint client(ObservedLine seen) throws RefusedLineException {
    String text = seen.client();
    if (text == null) {
      return null;
    }
    InetAddress address = AddressText.parse(text);
    if (address == null) {
      throw RefusedLineException.ofClient();
    }
    return new ClientEndpoint(address, seen.port() == 0 ? -1 : seen.port());
  }
}
