//! Bytes to text, by what was declared and by what they are.
