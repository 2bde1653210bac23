package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.drey.console.access.SignedInPerson;
import org.drey.console.audit.AuditLog;
import org.drey.console.view.MessageView;
import org.drey.console.view.PageTemplates;

/** In and out; who came in, and who was refused, is in the audit. */
final class SignInRoutes {
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;

  private static final double BURST = 30;
  private static final double PER_SECOND = 0.2;

  private final SignIn signIn;
  private final RequestGuards guards;
  private final AuditLog audit;
  private final PageFrames frames;

  /**
   * The number of refusals that the audit takes; a right answer is never refused for wrong ones.
   */
  private final RateLimit refusals = new RateLimit(BURST, PER_SECOND, System::nanoTime);

  SignInRoutes(SignIn signIn, RequestGuards guards, AuditLog audit, PageFrames frames) {
    this.signIn = signIn;
    this.guards = guards;
    this.audit = audit;
    this.frames = frames;
  }

  /** Begins an attempt. */
  void begin(Context context) {
    checkIsVisited(context);
    try {
      SignedInPerson person = signIn.begin(context).orElse(null);
      if (person != null) {
        enter(context, person);
        context.redirect("/", HttpStatus.SEE_OTHER);
      }
    } catch (NotSignedInException e) {
      throw refused(e);
    }
  }

  /**
   * Ends an attempt that went on elsewhere. The browser goes on from a page of this server: a
   * strict cookie is not sent on its way from the provider's.
   */
  void end(Context context) {
    checkIsVisited(context);
    try {
      enter(context, signIn.end(context));
      context.html(PageTemplates.entering());
    } catch (NotSignedInException e) {
      throw refused(e);
    }
  }

  /** Not as an image or frame of another page, which could use up the attempts of all. */
  private static void checkIsVisited(Context context) {
    String as = context.header("Sec-Fetch-Dest");
    if (as != null && !as.equals("document")) {
      throw new RequestRefusal(FORBIDDEN, "This page may not be part of another.");
    }
  }

  private void enter(Context context, SignedInPerson person) {
    String may = person.may().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    audit.append(person.id(), "sign-in", null, Map.of("may", may)); // or there is none
    guards.begin(context, person);
  }

  private RequestRefusal refused(NotSignedInException refusal) {
    if (!refusals.take()) {
      return new RequestRefusal(TOO_MANY, "Too many attempts to sign in. Wait a minute.");
    }
    audit.append(
        Objects.requireNonNullElse(refusal.who(), "console"),
        "sign-in-refused",
        null,
        Map.of("reason", refusal.reason()));
    return new RequestRefusal(FORBIDDEN, String.valueOf(refusal.getMessage()));
  }

  /** Ends the session. */
  void out(Context context) {
    audit.append(RequestGuards.session(context).analyst(), "sign-out", null, Map.of());
    guards.end(context);
    say(context, "You are signed out.");
  }

  /** Shows a page after a session that has ended by itself, instead of what it was about. */
  void over(Context context) {
    say(context, signIn.words());
  }

  private void say(Context context, String words) {
    context.html(
        PageTemplates.message(
            new MessageView(frames.of(context, "Console"), words, List.of(), List.of())));
  }
}
