//! A transparency website for a city's plan.
