package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.drey.console.access.ConsoleRole;
import org.drey.console.access.OpenIdProvider;
import org.drey.console.access.RandomSecrets;
import org.drey.console.access.SignedIdentity;
import org.drey.console.access.SignedInPerson;
import org.drey.console.access.UntrustedTokenException;
import org.drey.console.work.PersonNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By an OpenID provider. An attempt is known by a cookie of the browser that has begun it, so that
 * no one can have another browser end theirs; its code counts once at the provider.
 */
final class ProviderSignIn implements SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);
  private final OpenIdProvider provider;
  private final PersonNames people;
  private final BrowserCookie cookie;
  private final SealedAttempts attempts = new SealedAttempts();

  ProviderSignIn(OpenIdProvider provider, PersonNames people, boolean isSecure) {
    this.provider = provider;
    this.people = people;
    // Lax, because it comes back from the provider's page, where a strict one would not be sent.
    this.cookie = new BrowserCookie("drey_attempt", SameSite.LAX, isSecure);
  }

  @Override
  public String words() {
    return "You are not signed in, or no longer. The first page of the console leads to where that"
        + " is done.";
  }

  @Override
  public Optional<SignedInPerson> begin(Context context) {
    OpenIdProvider.Attempt attempt = provider.begin();
    cookie.set(context, attempts.seal(attempt, Instant.now()));
    context.redirect(provider.address(attempt).toString(), HttpStatus.SEE_OTHER);
    return Optional.empty();
  }

  @Override
  public SignedInPerson end(Context context) throws NotSignedInException {
    OpenIdProvider.Attempt attempt =
        attempts.open(cookie.read(context), Instant.now()).orElse(null);
    cookie.remove(context);
    if (attempt == null || !RandomSecrets.isSame(attempt.state(), context.queryParam("state"))) {
      throw new NotSignedInException(
          "not-begun-here", null, "This sign-in was not begun here, or too long ago. Begin again.");
    }
    String code = context.queryParam("code");
    if (code == null) {
      throw refused("no-code", null);
    }
    return person(identity(attempt, code));
  }

  private SignedIdentity identity(OpenIdProvider.Attempt attempt, String code)
      throws NotSignedInException {
    try {
      return provider.end(attempt, code);
    } catch (IOException e) {
      LOG.warn("A sign-in failed: {}", e.getMessage());
      throw refused("provider", null);
    } catch (UntrustedTokenException e) {
      LOG.warn("A sign-in was refused for its id token: {}", e.getMessage());
      throw refused("id-token", null);
    }
  }

  private SignedInPerson person(SignedIdentity identity) throws NotSignedInException {
    if (identity.roles().isEmpty()) {
      throw new NotSignedInException(
          "no-role", identity.id(), "None of your groups has a role here. Ask who gives them.");
    }
    if (!people.isCalled(identity.id(), identity.subject())) {
      throw refused("another-person", identity.id());
    }
    return new SignedInPerson(identity.id(), ConsoleRole.all(identity.roles()));
  }

  private static NotSignedInException refused(String reason, @Nullable String who) {
    return new NotSignedInException(
        reason, who, "You could not be signed in. The console's audit and log say why.");
  }
}
