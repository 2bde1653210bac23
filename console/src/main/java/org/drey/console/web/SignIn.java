package org.drey.console.web;

import io.javalin.http.Context;
import java.util.Optional;
import org.drey.console.access.SignedInPerson;

/** The way in which people sign in. */
interface SignIn {
  /** Returns what a browser has to do that is not signed in. */
  String words();

  /**
   * Signs a person in, or sends the browser to where that is done.
   *
   * @return empty if the browser was sent there
   */
  Optional<SignedInPerson> begin(Context context) throws NotSignedInException;

  /** Signs in who comes back from there. */
  SignedInPerson end(Context context) throws NotSignedInException;
}
