/// Which operation a request asks for, decided from the request alone and never guessed.
@NullMarked
package dev.obstat.gateways.aws.identify;

import org.jspecify.annotations.NullMarked;
