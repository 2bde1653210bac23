package org.drey.edge.splash;

import java.io.IOException;

/** The source of the network's declarations, as something that is looked at again and again. */
public interface DeclarationSource {
  /**
   * Returns what is declared now.
   *
   * @throws IOException if it cannot be read; what is read and cannot be used is an exception whose
   *     message says where and why
   */
  VisitorDeclaration look() throws IOException;
}
