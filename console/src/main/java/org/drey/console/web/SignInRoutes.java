package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.drey.console.access.Person;
import org.drey.console.audit.AuditLog;
import org.drey.console.view.MessageView;
import org.drey.console.view.Pages;

/** In and out; who came in, and who was refused, is in the audit. */
final class SignInRoutes {
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;

  private static final double BURST = 30;
  private static final double PER_SECOND = 0.2;

  private final SignIn signIn;
  private final Guards guards;
  private final AuditLog audit;
  private final Frames frames;

  /**
   * The number of refusals that the audit takes; a right answer is never refused for wrong ones.
   */
  private final RateLimit refusals = new RateLimit(BURST, PER_SECOND, System::nanoTime);

  SignInRoutes(SignIn signIn, Guards guards, AuditLog audit, Frames frames) {
    this.signIn = signIn;
    this.guards = guards;
    this.audit = audit;
    this.frames = frames;
  }

  /** Begins an attempt. */
  void begin(Context context) {
    checkIsVisited(context);
    try {
      Person person = signIn.begin(context).orElse(null);
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
      context.html(Pages.entering());
    } catch (NotSignedInException e) {
      throw refused(e);
    }
  }

  /** Not as an image or frame of another page, which could use up the attempts of all. */
  private static void checkIsVisited(Context context) {
    String as = context.header("Sec-Fetch-Dest");
    if (as != null && !as.equals("document")) {
      throw new Refusal(FORBIDDEN, "This page may not be part of another.");
    }
  }

  private void enter(Context context, Person person) {
    String may = person.may().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    audit.append(person.id(), "sign-in", null, Map.of("may", may)); // or there is none
    guards.begin(context, person);
  }

  private Refusal refused(NotSignedInException refusal) {
    if (!refusals.take()) {
      return new Refusal(TOO_MANY, "Too many attempts to sign in. Wait a minute.");
    }
    audit.append(
        Objects.requireNonNullElse(refusal.who(), "console"),
        "sign-in-refused",
        null,
        Map.of("reason", refusal.reason()));
    return new Refusal(FORBIDDEN, String.valueOf(refusal.getMessage()));
  }

  /** Ends the session. */
  void out(Context context) {
    audit.append(Guards.session(context).analyst(), "sign-out", null, Map.of());
    guards.end(context);
    say(context, "You are signed out.");
  }

  /** Shows a page after a session that has ended by itself, instead of what it was about. */
  void over(Context context) {
    say(context, signIn.words());
  }

  private void say(Context context, String words) {
    context.html(
        Pages.message(new MessageView(frames.of(context, "Console"), words, List.of(), List.of())));
  }
}
