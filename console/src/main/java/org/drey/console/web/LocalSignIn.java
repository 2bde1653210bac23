package org.drey.console.web;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Consumer;
import org.drey.console.access.RandomSecrets;
import org.drey.console.access.SignedInPerson;
import org.jspecify.annotations.Nullable;

/** A token that works once; when it is used, the next one is announced where the first one was. */
final class LocalSignIn implements SignIn {
  private final SignedInPerson person;
  private final Consumer<String> announce;
  private String token = RandomSecrets.next();

  /**
   * A sign-in.
   *
   * @param person who has the terminal
   * @param announce takes each token; the terminal, which is the person's alone
   */
  LocalSignIn(SignedInPerson person, Consumer<String> announce) {
    this.person = person;
    this.announce = announce;
  }

  synchronized void announce() {
    announce.accept(token);
  }

  /** Uses a token up; returns whether it was the one. */
  synchronized boolean use(@Nullable String candidate) {
    if (!RandomSecrets.isSame(token, candidate)) {
      return false;
    }
    token = RandomSecrets.next();
    announce();
    return true;
  }

  @Override
  public String words() {
    return "Sign in with the address that the console has printed; each works once.";
  }

  @Override
  public Optional<SignedInPerson> begin(Context context) throws NotSignedInException {
    if (!use(context.queryParam("token"))) {
      throw new NotSignedInException(
          "token",
          null,
          "This address has been used, or never was one. The console has printed another.");
    }
    return Optional.of(person);
  }

  /** No one is sent anywhere. */
  @Override
  public SignedInPerson end(Context context) {
    throw RequestRefusal.notFound();
  }
}
