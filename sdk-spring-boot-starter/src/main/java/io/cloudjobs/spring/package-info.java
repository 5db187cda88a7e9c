/**
 * The clients as beans of a Spring Boot application, made of its properties {@code cloudjobs.print.*} and
 * {@code cloudjobs.ges.*}; every bean backs off when the application has its own.
 */
@NullMarked
package io.cloudjobs.spring;

import org.jspecify.annotations.NullMarked;
