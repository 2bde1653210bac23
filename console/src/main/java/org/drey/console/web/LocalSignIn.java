package org.drey.console.web;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Consumer;
import org.drey.console.access.Person;
import org.drey.console.access.Secrets;
import org.jspecify.annotations.Nullable;

/** A token that works once; when it is used, the next one is announced where the first one was. */
final class LocalSignIn implements SignIn {
  private final Person person;
  private final Consumer<String> announce;
  private String token = Secrets.next();

  /**
   * A sign-in.
   *
   * @param person who has the terminal
   * @param announce takes each token; the terminal, which is the person's alone
   */
  LocalSignIn(Person person, Consumer<String> announce) {
    this.person = person;
    this.announce = announce;
  }

  synchronized void announce() {
    announce.accept(token);
  }

  /** Uses a token up; returns whether it was the one. */
  synchronized boolean use(@Nullable String candidate) {
    if (!Secrets.isSame(token, candidate)) {
      return false;
    }
    token = Secrets.next();
    announce();
    return true;
  }

  @Override
  public String words() {
    return "Sign in with the address that the console has printed; each works once.";
  }

  @Override
  public Optional<Person> begin(Context context) throws NotSignedInException {
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
  public Person end(Context context) {
    throw Refusal.notFound();
  }
}
