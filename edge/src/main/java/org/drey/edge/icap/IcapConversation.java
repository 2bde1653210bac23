package org.drey.edge.icap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.drey.edge.icap.Counts.Event;
import org.drey.edge.icap.Counts.OpenReason;
import org.drey.edge.net.Connection;
import org.drey.edge.net.Conversation;
import org.drey.edge.net.Input;
import org.jspecify.annotations.Nullable;

/** Serves one client, request after request, until either side ends it. */
final class IcapConversation implements Conversation {
  /** Long enough for what is under way when a connection ends. */
  private static final Duration LINGER = Duration.ofMillis(200);

  private final Connection connection;
  private final IcapSettings settings;
  private final Decider decider;
  private final Supplier<String> tag;
  private final Counts counts;

  private IcapReader reader = new IcapReader();
  private boolean begun;
  private boolean ended;
  private @Nullable Rest rest;

  /**
   * What is still to be done for a request.
   *
   * @param echoes whether a reply has begun that sends the body back
   * @param blocks whether the reply would block, and the request passes if it is not sent
   * @param last is sent once the body has been read
   */
  private record Rest(
      ChunkedBody body, boolean echoes, boolean blocks, byte[] last, boolean closes) {}

  IcapConversation(
      Connection connection,
      IcapSettings settings,
      Decider decider,
      Supplier<String> tag,
      Counts counts) {
    this.connection = connection;
    this.settings = settings;
    this.decider = decider;
    this.tag = tag;
    this.counts = counts;
    connection.limit(settings.idle(), settings.idle());
  }

  @Override
  public void proceed(Input in) {
    try {
      while (!ended && !connection.isHeld() && step(in)) {
        // until the client or the protocol ends it, or more has to come
      }
    } catch (MalformedRequestException e) {
      counts.count(Event.MALFORMED);
      if (rest != null && rest.echoes()) {
        connection.close(); // in the middle of a reply there is no room for another
      } else {
        if (rest == null || rest.blocks()) {
          counts.countOpen(OpenReason.ERROR);
        }
        connection.write(Reply.error(e.status()));
        end();
      }
    }
  }

  /** Takes the next request, or a body to its end; false if not all of it is here. */
  private boolean step(Input in) throws MalformedRequestException {
    if (rest != null) {
      if (!rest.body().read(in)) {
        return false;
      }
      finish(rest.last(), rest.closes());
      return true;
    }
    IcapRequest request = reader.read(in);
    if (request != null) {
      serve(request);
    } else if (!begun && (reader.hasBegun() || in.size() > 0)) {
      begun = true;
      connection.limit(settings.patience(), settings.patience());
    }
    return request != null;
  }

  private void serve(IcapRequest request) {
    reader = new IcapReader();
    begun = false;
    connection.limit(settings.patience(), settings.longestBody());
    counts.count(Event.REQUEST); // before the reply: who has it may ask for the counts
    switch (request.method()) {
      case OPTIONS -> reply(request, false, Reply.options(tag.get(), settings.connections()));
      case REQMOD ->
          decider.decide(request.head(), connection, verdict -> answer(request, verdict));
    }
  }

  private void answer(IcapRequest request, Verdict verdict) {
    if (verdict instanceof Verdict.Splash splash) {
      counts.countBlocked(splash.match().kind());
      reply(request, true, Reply.redirect(tag.get(), splash.location()));
    } else if (verdict instanceof Verdict.Refuse refuse) {
      counts.countBlocked(refuse.match().kind());
      reply(request, true, Reply.refusal(tag.get()));
    } else {
      counts.count(Event.PASSED);
      pass(request);
    }
  }

  /** After a preview, too, "no content" is allowed: the client still has everything. */
  private void pass(IcapRequest request) {
    if (request.allows204() || request.preview()) {
      reply(request, false, Reply.noContent(tag.get()));
      return;
    }
    byte[] head = Reply.echo(tag.get(), request.head(), request.hasBody());
    if (request.hasBody()) {
      connection.write(head);
      byte[] last = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
      rest = new Rest(new ChunkedBody(this::echo), true, false, last, request.closes());
    } else {
      finish(head, request.closes());
    }
  }

  private void echo(byte[] piece) {
    connection.write(Reply.chunk(piece));
  }

  /** Replies once the body, which is of no interest, has been read. */
  private void reply(IcapRequest request, boolean blocks, byte[] reply) {
    if (request.hasBody()) {
      rest = new Rest(new ChunkedBody(piece -> {}), false, blocks, reply, request.closes());
    } else {
      finish(reply, request.closes());
    }
  }

  private void finish(byte[] last, boolean closes) {
    rest = null;
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
  public void cut(Cut why) {
    switch (why) {
      case MAKES_ROOM -> {
        counts.count(Event.MADE_ROOM);
        countUndecided(OpenReason.TURNED_AWAY);
      }
      case TOO_SLOW -> countUndecided(OpenReason.DEADLINE);
      case UNREAD -> {
        counts.count(Event.UNREAD);
        countUndecided(OpenReason.DEADLINE);
      }
    }
  }

  /**
   * The proxy lets a request pass of which it has sent a part when its connection ends, also where
   * the decision was made and only waited for the end of the body.
   */
  private void countUndecided(OpenReason reason) {
    if (begun || (rest != null && rest.blocks())) {
      counts.countOpen(reason);
    }
  }
}
