package org.drey.edge.icap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.edge.icap.IcapMetrics.ConnectionEvent;
import org.drey.edge.icap.IcapMetrics.OpenReason;
import org.drey.edge.icap.IcapRequest.Method;
import org.drey.edge.net.ClientConnection;
import org.drey.edge.net.ClientConversation;
import org.drey.edge.net.ClientInput;
import org.jspecify.annotations.Nullable;

/** Serves one client, request after request, until either side ends it. */
final class IcapConversation implements ClientConversation {
  /** Long enough for what is under way when a connection ends. */
  private static final Duration LINGER = Duration.ofMillis(200);

  private final ClientConnection connection;
  private final IcapSettings settings;
  private final IcapDecision decider;
  private final Supplier<String> tag;
  private final IcapMetrics counts;

  private IcapReader reader = new IcapReader();

  /** True if a request, or a part of one, has come that would pass if the connection ended now. */
  private boolean unanswered;

  private boolean ended;
  private @Nullable Rest rest;

  /**
   * The rest that is to be done for a request.
   *
   * @param echoes whether a reply has begun that sends the body back
   * @param outcome counts what the reply says; run when it is sent
   * @param last is sent once the body has been read
   */
  private record Rest(
      ChunkedBody body, boolean echoes, Runnable outcome, byte[] last, boolean closes) {}

  IcapConversation(
      ClientConnection connection,
      IcapSettings settings,
      IcapDecision decider,
      Supplier<String> tag,
      IcapMetrics counts) {
    this.connection = connection;
    this.settings = settings;
    this.decider = decider;
    this.tag = tag;
    this.counts = counts;
    connection.limit(settings.idle(), settings.idle());
  }

  @Override
  public void proceed(ClientInput in) {
    try {
      while (!ended && !connection.isHeld() && step(in)) {
        // until the client or the protocol ends it, or more has to come
      }
    } catch (MalformedRequestException e) {
      counts.count(ConnectionEvent.MALFORMED);
      if (rest != null && rest.echoes()) {
        connection.close(); // in the middle of a reply there is no room for another
      } else {
        if (rest == null || unanswered) {
          counts.countOpen(OpenReason.ERROR);
        }
        connection.write(IcapReply.error(e.status()));
        end();
      }
    }
  }

  /** Takes the next request, or a body to its end; false if not all of it is here. */
  private boolean step(ClientInput in) throws MalformedRequestException {
    if (rest != null) {
      if (!rest.body().read(in)) {
        return false;
      }
      finish(rest.outcome(), rest.last(), rest.closes());
      return true;
    }
    IcapRequest request = reader.read(in);
    if (request != null) {
      serve(request);
    } else if (!unanswered && (reader.hasBegun() || in.size() > 0)) {
      unanswered = true;
      connection.limit(settings.patience(), settings.patience());
    }
    return request != null;
  }

  private void serve(IcapRequest request) {
    reader = new IcapReader();
    unanswered = request.method() == Method.REQMOD;
    connection.limit(settings.patience(), settings.longestBody());
    counts.count(ConnectionEvent.REQUEST);
    switch (request.method()) {
      case OPTIONS ->
          reply(request, () -> {}, IcapReply.options(tag.get(), settings.connections()));
      case REQMOD ->
          decider.decide(request.head(), connection, outcome -> answer(request, outcome));
    }
  }

  private void answer(IcapRequest request, RequestOutcome outcome) {
    if (ended) {
      return; // it was counted when the connection ended
    }
    if (outcome instanceof RequestOutcome.Splash splash) {
      Runnable blocked = () -> counts.countBlocked(splash.match().kind());
      reply(request, blocked, IcapReply.redirect(tag.get(), splash.location()));
    } else if (outcome instanceof RequestOutcome.Refuse refuse) {
      Runnable blocked = () -> counts.countBlocked(refuse.match().kind());
      reply(request, blocked, IcapReply.refusal(tag.get()));
    } else {
      pass(request, () -> countPassed(outcome));
    }
  }

  private void countPassed(RequestOutcome outcome) {
    counts.count(ConnectionEvent.PASSED);
    if (outcome instanceof RequestOutcome.Open open) {
      counts.countOpen(open.reason());
    }
  }

  /** After a preview, too, "no content" is allowed: the client still has everything. */
  private void pass(IcapRequest request, Runnable outcome) {
    if (request.allows204() || request.preview()) {
      reply(request, outcome, IcapReply.noContent(tag.get()));
      return;
    }
    byte[] head = IcapReply.echo(tag.get(), request.head(), request.hasBody());
    if (!request.hasBody()) {
      finish(outcome, head, request.closes());
    } else if (!connection.hasHungUp()) {
      outcome.run();
      unanswered = false;
      connection.write(head);
      byte[] last = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
      rest = new Rest(new ChunkedBody(this::echo), true, () -> {}, last, request.closes());
    }
  }

  private void echo(byte[] piece) {
    connection.write(IcapReply.chunk(piece));
  }

  /** Replies once the body, which is of no interest, has been read. */
  private void reply(IcapRequest request, Runnable outcome, byte[] reply) {
    if (request.hasBody()) {
      rest = new Rest(new ChunkedBody(piece -> {}), false, outcome, reply, request.closes());
    } else {
      finish(outcome, reply, request.closes());
    }
  }

  private void finish(Runnable outcome, byte[] last, boolean closes) {
    if (connection.hasHungUp()) {
      return;
    }
    outcome.run(); // before the reply: who has it may ask for the counts
    rest = null;
    unanswered = false;
    connection.limit(settings.idle(), settings.idle()); // from now on, not from when it was read
    connection.answered();
    connection.write(last);
    if (closes) {
      end();
    }
  }

  private void end() {
    ended = true;
    connection.limit(LINGER, LINGER);
    connection.finish();
  }

  @Override
  public void cut(CloseReason why) {
    ended = true;
    switch (why) {
      case MAKES_ROOM -> {
        counts.count(ConnectionEvent.MADE_ROOM);
        countUndecided(OpenReason.TURNED_AWAY);
      }
      case TOO_SLOW -> countUndecided(OpenReason.DEADLINE);
      case UNREAD -> {
        counts.count(ConnectionEvent.UNREAD);
        countUndecided(OpenReason.DEADLINE);
      }
      case HUNG_UP -> countUndecided(OpenReason.HUNG_UP);
      case FAILED -> countUndecided(OpenReason.ERROR);
    }
  }

  /**
   * Counts a request that passes undecided: if the connection ends after part of it, the proxy lets
   * it pass, regardless of a decision that waited for its end.
   */
  private void countUndecided(OpenReason reason) {
    if (unanswered) {
      counts.countOpen(reason);
    }
  }

  /** A body in chunks, or a preview of one, of which nothing is kept. */
  private static final class ChunkedBody {
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
}
